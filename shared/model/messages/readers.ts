// What reading a foreign file can say: refused formats, damage, passwords, archives, layouts. In: nothing. Out:
// messages by code.
import { bilingual as m } from '../text.ts'
import type { Bilingual } from '../text.ts'

export const readerMessages = {
  FILE_DAMAGED: m(
    'Tệp “{path}” bị hỏng hoặc bị cắt ({reason}). Hãy chép lại hoặc xin cơ quan gửi lại.',
    'The file “{path}” is damaged or cut off ({reason}). Copy it again or ask the sender for it.',
  ),
  FILE_PASSWORD: m(
    'Tệp “{path}” có mật khẩu bảo vệ. Hãy mở bằng chương trình đã tạo ra nó, bỏ mật khẩu rồi lưu lại.',
    'The file “{path}” is protected by a password. Open it in the program that made it, take the password off and save it.',
  ),
  FORMAT_UNSUPPORTED: m(
    'Chương trình không đọc dạng {format} (“{path}”). Hãy lưu lại thành XLSX, CSV UTF-8, Stata, SPSS hoặc Parquet.',
    'The format {format} (“{path}”) is not read. Save it as XLSX, CSV UTF-8, Stata, SPSS or Parquet.',
  ),
  FORMAT_UNKNOWN: m(
    'Không nhận ra dạng của tệp “{path}”: không phải văn bản, cũng không phải dạng nào chương trình biết.',
    'The format of “{path}” is not recognised: it is no text and no format the program knows.',
  ),
  ARCHIVE_UNSAFE: m(
    'Tệp nén “{path}” có thành phần trỏ ra ngoài (“{member}”). Không mở tệp này; hãy hỏi lại cơ quan gửi.',
    'The archive “{path}” has a member that leads out of it (“{member}”). It is not opened; ask the sender.',
  ),
  ARCHIVE_BOMB: m(
    'Tệp nén “{path}” bung ra quá lớn (“{member}”: {bytes} byte). Không mở tệp này; hãy hỏi lại cơ quan gửi.',
    'The archive “{path}” unpacks to far too much (“{member}”: {bytes} bytes). It is not opened; ask the sender.',
  ),
  FILE_TOO_LARGE: m(
    'Tệp “{path}” ({bytes} byte) quá lớn cho dạng cũ này (giới hạn {limit} byte). Hãy lưu lại thành XLSX hoặc CSV UTF-8.',
    'The file “{path}” ({bytes} bytes) is too large for this old form (limit {limit} bytes). Save it as XLSX or CSV UTF-8.',
  ),
  ARCHIVE_MEMBER_TOO_LARGE: m(
    '“{path}” ({bytes} byte) quá lớn để đọc ngay trong tệp nén (giới hạn {limit}). Hãy giải nén trước.',
    '“{path}” ({bytes} bytes) is too large to be read inside the archive (limit {limit}). Unpack it first.',
  ),
  ARCHIVE_MEMBER_UNSUPPORTED: m(
    'Không đọc được {format} trong tệp nén (“{path}”). Hãy giải nén trước.',
    '{format} cannot be read inside an archive (“{path}”). Unpack it first.',
  ),
  ARCHIVE_NO_DATA: m(
    'Trong tệp nén “{path}” không có tệp dữ liệu nào mà chương trình đọc được.',
    'There is no data file in the archive “{path}” that this program reads.',
  ),
  ARCHIVE_MEMBER_UNKNOWN: m('Không có “{member}” trong “{path}”.', 'There is no “{member}” in “{path}”.'),
  XML_ENTITIES: m(
    'Tệp XML “{path}” khai báo thực thể riêng, một cách tấn công quen thuộc. Không đọc; hãy xin tệp không có DTD.',
    'The XML file “{path}” declares entities of its own, a well-known attack. It is not read; ask for it without a DTD.',
  ),
  TOO_MANY_COLUMNS: m(
    'Tệp “{path}” có {columns} cột, quá giới hạn {limit}.',
    'The file “{path}” has {columns} columns, over the limit of {limit}.',
  ),
  CSPRO_DATA_MISSING: m(
    '“{path}” là từ điển CSPro; không thấy tệp dữ liệu cùng tên (.dat, .csdb) bên cạnh.',
    '“{path}” is a CSPro dictionary; no data file of its name (.dat, .csdb) lies beside it.',
  ),
  TABLE_UNKNOWN: m(
    'Không có bảng “{table}” trong “{path}”. Có: {tables}.',
    'There is no table “{table}” in “{path}”. There are: {tables}.',
  ),
  HEADER_NOT_FOUND: m(
    'Không thấy dòng tiêu đề ở dòng {line} của “{path}”.',
    'There is no header in line {line} of “{path}”.',
  ),
  LAYOUT_INVALID: m('Mẫu tệp không hợp lệ ở “{field}”: {reason}', 'The layout is not valid at “{field}”: {reason}'),
  LAYOUT_NOT_FOUND: m('Không có mẫu tệp “{layout}”.', 'There is no layout “{layout}”.'),
  LAYOUT_COLUMNS_MISSING: m(
    'Tệp “{path}” không theo mẫu “{layout}”: thiếu cột {missing}.{extra_vi}',
    'The file “{path}” does not follow the layout “{layout}”: columns missing {missing}.{extra_en}',
  ),
  LAYOUT_NEAR: m(
    'Tệp “{path}” gần với mẫu đã biết “{layout}” nhưng có cột đổi tên: {renamed}. Hãy xem đề xuất (layout suggest --out) rồi nhận theo mẫu đó, hoặc chọn bộ dữ liệu khác.',
    'The file “{path}” is close to the known layout “{layout}”, but columns are renamed: {renamed}. Look at the proposal (layout suggest --out) and import by it, or choose another dataset.',
  ),
  DATASET_DIFFERS: m(
    'Bộ dữ liệu “{dataset}” đã có với định nghĩa khác ({variables}). Hãy chọn mã khác (--dataset).',
    'There already is a dataset “{dataset}” with another definition ({variables}). Choose another id (--dataset).',
  ),
  DATASET_NEEDED: m(
    'Mẫu “{layout}” dẫn đến bộ dữ liệu “{dataset}” mà không gian làm việc này không có.',
    'The layout “{layout}” leads to the dataset “{dataset}”, which this workspace does not have.',
  ),
} as const satisfies Record<string, Bilingual>
