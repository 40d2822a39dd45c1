// Failures of maps and pictures, in both languages. A code, once released, keeps its meaning.
import type { Bilingual } from '../text.ts'

export const mapMessages = {
  MAP_NOTHING_MATCHES: {
    vi: 'Không mã nào của bảng có trên bản đồ. Bảng có: {table}; bản đồ có: {map}. Hãy chọn bản đồ khác, chọn cột mã khác khi nhập bản đồ, hoặc đổi phiên bản danh mục của bảng.',
    en: 'No code of the table is on the map. The table has: {table}; the map has: {map}. Choose other boundaries, another code column when importing them, or another version of the table’s code list.',
  },
  MAP_FILE_INVALID: {
    vi: 'Không đọc được bản đồ từ “{path}”: {reason}',
    en: 'No boundaries could be read from “{path}”: {reason}',
  },
  MAP_NOT_DEGREES: {
    vi: 'Tọa độ trong “{path}” không phải kinh độ, vĩ độ ({crs}). Hãy chuyển tệp sang WGS 84 (EPSG:4326) bằng phần mềm bản đồ rồi nhập lại.',
    en: 'The coordinates in “{path}” are not longitude and latitude ({crs}). Convert the file to WGS 84 (EPSG:4326) with a map program, then import it again.',
  },
  MAP_FIELD_UNKNOWN: {
    vi: 'Tệp “{path}” không có cột “{field}”. Các cột: {fields}.',
    en: '“{path}” has no column “{field}”. Its columns: {fields}.',
  },
  MAP_CODES_REPEATED: {
    vi: 'Cột “{field}” có mã lặp: {codes}. Mỗi nơi phải có một mã riêng; hãy chọn cột khác.',
    en: 'The column “{field}” repeats codes: {codes}. Each place needs a code of its own; choose another column.',
  },
  MAP_UNKNOWN: {
    vi: 'Không có bản đồ “{id}” trong không gian làm việc này. Hãy nhập bản đồ hoặc dùng lưới ô.',
    en: 'There are no boundaries “{id}” in this workspace. Import them, or use the tile grid.',
  },
  PICTURES_INCOMPLETE: {
    vi: '{failed} trong {total} hình không vẽ được; các hình còn lại đã ghi.',
    en: '{failed} of {total} pictures could not be drawn; the others are written.',
  },
  MAP_TOO_LARGE: {
    vi: 'Tệp “{path}” lớn {megabytes} MB, quá {limit} MB. Hãy đơn giản hóa đường ranh giới rồi nhập lại.',
    en: '“{path}” has {megabytes} MB, more than {limit} MB. Simplify the boundaries and import them again.',
  },
} as const satisfies Record<string, Bilingual>
