import Database from 'better-sqlite3'
const d = new Database(':memory:')
console.log(d.prepare('pragma module_list').pluck().all().join(' '))
console.log(d.prepare('pragma compile_options').pluck().all().join(' '))
console.log(d.prepare('select sqlite_version()').pluck().get())
console.log(d.prepare('select distinct name from pragma_function_list order by 1').pluck().all().join(' '))
