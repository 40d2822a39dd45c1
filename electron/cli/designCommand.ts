// The sample design of a dataset: shown, declared from a file, taken away. In: arguments. Out: the design as JSON and
// in words.
import { designVariables, surveyDesignSchema } from '#shared/model/survey.ts'
import type { Command } from './commandTypes.ts'
import { jsonFile } from './jsonFile.ts'

export const designCommand: Command = {
  name: 'design',
  usage: 'WORKSPACE DATASET',
  help: {
    vi: 'Thiết kế mẫu của một bộ dữ liệu điều tra: quyền số, tầng, chùm; để bảng tính được sai số mẫu',
    en: 'The sample design of a survey dataset: weight, strata, clusters; for sampling errors in tables',
  },
  options: [
    {
      name: 'in',
      value: 'FILE',
      help: {
        vi: 'khai báo từ tệp JSON {"weight":…,"strata":[…],"clusters":[…],"population":…}',
        en: 'declare it from a JSON file {"weight":…,"strata":[…],"clusters":[…],"population":…}',
      },
    },
    { name: 'remove', help: { vi: 'bỏ thiết kế đã khai báo', en: 'take the declared design away' } },
  ],
  positionals: [2, 2],
  async run(args) {
    const [folder = '', dataset = ''] = args.positionals
    const path = args.options['in']
    const removes = args.options['remove'] === true
    const changes = removes || typeof path === 'string'
    await args.openWorkspace(folder, changes ? 'write' : 'read')
    const design = typeof path === 'string' ? jsonFile(path, surveyDesignSchema) : null
    const detail = changes
      ? await args.ask('datasets.design', { dataset, design })
      : await args.ask('datasets.get', { dataset })
    const now = detail.definition.design ?? null
    const none = args.language === 'vi' ? 'Chưa khai báo thiết kế mẫu.' : 'No sample design is declared.'
    return { json: now, text: now === null ? none : `${dataset}: ${designVariables(now).join(', ')}` }
  },
}
