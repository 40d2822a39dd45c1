import { writeDemonstration } from './writeDemonstration.ts'
const r = await writeDemonstration('/tmp/spd/demo', { scale: 0.1, seed: 7, months: ['2025-07'] })
console.log(r.seconds, r.files.map(f=>`${f.path} ${f.rows} ${f.bytes}`).join('\n'))
