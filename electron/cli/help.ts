// The usage text. In: commands, a language, perhaps one command's name. Out: text.
import type { Language } from '#shared/model/text.ts'
import type { Command } from './commandTypes.ts'

const common = {
  vi: `Tùy chọn chung:
  --json                 kết quả máy đọc được trên stdout
  --language vi|en       ngôn ngữ của thông báo (mặc định vi)
  --passphrase-file TỆP  mật khẩu ở dòng đầu của tệp; hoặc biến môi trường STATDESK_PASSPHRASE
  --person TÊN           người mở không gian làm việc; hoặc biến môi trường STATDESK_PERSON
  --quiet                không hiện tiến độ`,
  en: `Common options:
  --json                 machine-readable result on stdout
  --language vi|en       language of messages (default vi)
  --passphrase-file FILE passphrase on the first line of FILE; or the environment variable STATDESK_PASSPHRASE
  --person NAME          who opens the workspace; or the environment variable STATDESK_PERSON
  --quiet                no progress`,
}

export const helpText = (commands: Command[], language: Language, name?: string): string => {
  const one = commands.find((command) => command.name === name)
  if (one) {
    const options = one.options.map((o) => `  --${o.name}${o.value ? ` ${o.value}` : ''}\n        ${o.help[language]}`)
    return [`statdesk ${one.name} ${one.usage}`, '', one.help[language], '', ...options, '', common[language]].join(
      '\n',
    )
  }
  const width = Math.max(...commands.map((command) => command.name.length + command.usage.length + 1))
  const lines = commands.map(
    (command) => `  ${`${command.name} ${command.usage}`.padEnd(width)}  ${command.help[language]}`,
  )
  return [`statdesk ${language === 'vi' ? 'LỆNH' : 'COMMAND'} …`, '', ...lines, '', common[language]].join('\n')
}
