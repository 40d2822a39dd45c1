// Failures of edit rules: what of the rule cannot be used, and what to do instead.
import { bilingual as m } from '../text.ts'

export const ruleMessages = {
  RULE_UNKNOWN: m(
    'Bộ dữ liệu {dataset} không có quy tắc “{rule}”. Xem danh sách quy tắc của bộ dữ liệu.',
    'The dataset {dataset} has no rule “{rule}”. See the list of its rules.',
  ),
  RULE_ID_TAKEN: m(
    'Mã “{rule}” đã là của một quy tắc đi theo mẫu tệp. Hãy đặt mã khác.',
    'The id “{rule}” is that of a rule that comes with the layout. Choose another one.',
  ),
  RULE_VARIABLE_UNKNOWN: m(
    'Quy tắc ({field}) dùng biến “{variable}” mà bộ dữ liệu {dataset} không có.',
    'The rule ({field}) uses the variable “{variable}”, which the dataset {dataset} does not have.',
  ),
  RULE_FIGURE_UNUSABLE: m(
    'Số liệu của nhóm ({field}) không dùng được {statistic}: chỉ có count(), sum(số nguyên hoặc thập phân), distinct(…).',
    'A figure of a group ({field}) cannot be {statistic}: only count(), sum(whole or decimal number), distinct(…).',
  ),
  RULE_FIGURE_NAME: m(
    'Tên số liệu “{name}” ({field}) trùng một biến của nhóm hoặc kết thúc bằng _before. Hãy đặt tên khác.',
    'The name of the figure “{name}” ({field}) is that of a variable of the group or ends in _before. Choose another.',
  ),
  RULE_WEIGHT_UNUSABLE: m(
    'Trọng số của quy tắc ({field}) phải là một biến số; “{variable}” không phải.',
    'The weight of a rule ({field}) must be a number; “{variable}” is none.',
  ),
  RULE_KEYS_DIFFER: m(
    'Quy tắc ({field}) so “{left}” với “{right}”, hai biến khác kiểu.',
    'The rule ({field}) compares “{left}” with “{right}”, which are of different types.',
  ),
  RULE_REPAIR_UNUSABLE: m(
    'Không thể sửa “{variable}” ({field}): biến dẫn xuất, khóa của bản ghi và mã cá nhân đã băm không sửa bằng quy tắc được.',
    '“{variable}” cannot be repaired ({field}): derived variables, keys of the record and hashed personal codes are not changed by a rule.',
  ),
  RULE_REPAIR_TYPE: m(
    'Giá trị sửa ({field}) có kiểu {found}, biến “{variable}” là {wanted} (số thập phân phải cùng số chữ số, xem round).',
    'The value of the repair ({field}) is {found}, the variable “{variable}” is {wanted} (a decimal needs the same decimals, see round).',
  ),
  RULE_REPAIR_UNREAD: m(
    'Điều kiện ({field}) không nói đến “{variable}”, nên sửa biến này không bao giờ làm điều kiện đúng.',
    'The condition ({field}) does not speak of “{variable}”, so no repair of it can ever make it hold.',
  ),
  RULE_REPAIR_DERIVED: m(
    'Quy tắc sửa “{field}” dùng biến dẫn xuất “{variable}”, chỉ được tính sau khi sửa. Hãy viết bằng các biến gốc.',
    'The repair “{field}” rests on the derived variable “{variable}”, which is worked out after it. Write it with the delivered variables.',
  ),
  RULES_NO_REPAIR: m(
    'Bộ dữ liệu {dataset} không có quy tắc sửa nào đang dùng. Hãy thêm một quy tắc sửa.',
    'The dataset {dataset} has no active repair rule. Add one first.',
  ),
  IMPUTE_CIRCLE: m(
    'Không thể gán “{variable}” từ chính nó ({field}). Hãy chọn biến khác.',
    '“{variable}” cannot be put in from itself ({field}). Choose another variable.',
  ),
  IMPUTE_TOO_LARGE: m(
    'Kỳ này có {records} bản ghi; gán giá trị được tối đa {most} bản ghi một kỳ.',
    'The period has {records} records; values can be put into at most {most} a period.',
  ),
  IMPUTE_TOO_MANY: m(
    'Phải so {pairs} cặp bản ghi, quá {most}. Hãy thêm nhóm (by) để so trong từng nhóm.',
    '{pairs} pairs of records would be compared, more than {most}. Add groups (by) so that fewer are.',
  ),
  EDIT_RUN_UNKNOWN: m(
    'Bộ dữ liệu {dataset} không có lần sửa số {run}.',
    'The dataset {dataset} has no run number {run}.',
  ),
  EDIT_RUN_UNDONE: m('Lần sửa số {run} đã được hoàn tác lúc {at}.', 'Run {run} was already taken back at {at}.'),
  EDIT_RUN_BUILT_ON: m(
    'Không thể hoàn tác lần {run}: lần {later} về sau đã tính từ các giá trị đó. Hãy hoàn tác lần {later} trước.',
    'Run {run} cannot be taken back: the later run {later} computed values from those of it. Take {later} back first.',
  ),
  EDIT_RUN_COVERED: m(
    'Không thể hoàn tác lần {run}: lần {later} về sau đã sửa tiếp các giá trị đó. Hãy hoàn tác lần {later} trước.',
    'Run {run} cannot be taken back: the later run {later} changed some of its values again. Take {later} back first.',
  ),
} as const
