// What the command line says of words it cannot read: which word, and what it may be.
import { bilingual as m } from '../text.ts'

export const commandLineMessages = {
  USAGE: m(
    'Lệnh viết chưa đúng: {reason}. Gõ “statdesk help” để xem cách dùng.',
    'The command is not written correctly: {reason}. Type “statdesk help” for usage.',
  ),
  COMMAND_UNKNOWN: m(
    'Không có lệnh “{command}”.{nearest} Gõ “statdesk help” để xem các lệnh.',
    'There is no command “{command}”.{nearest} Type “statdesk help” for the commands.',
  ),
  OPTION_UNKNOWN: m(
    'Lệnh này không có tùy chọn “{option}”.{nearest} Thêm --help để xem các tùy chọn.',
    'This command has no option “{option}”.{nearest} Add --help for its options.',
  ),
  OPTION_NEEDS_VALUE: m(
    'Tùy chọn “{option}” cần một giá trị (nếu giá trị bắt đầu bằng dấu “-”, viết {option}=GIÁ_TRỊ).',
    'The option “{option}” needs a value (one that begins with “-” is written {option}=VALUE).',
  ),
  OPTION_TAKES_NO_VALUE: m(
    'Tùy chọn “{option}” không nhận giá trị, nhưng đã cho “{value}”.',
    'The option “{option}” takes no value, but “{value}” was given.',
  ),
  OPTION_MISSING: m(
    'Lệnh này cần tùy chọn “{option}”, nhưng không có. Thêm --help để xem cách dùng.',
    'This command needs the option “{option}”, which is missing. Add --help for usage.',
  ),
  OPTION_VALUE_UNKNOWN: m(
    'Giá trị của tùy chọn “{option}” không đọc được hoặc không có trong các giá trị cho phép. Thêm --help để xem.',
    'The value of the option “{option}” cannot be read or is not among those allowed. Add --help for them.',
  ),
} as const
