// The words AG Grid Community itself shows or reads out, in both languages.
import type { Language } from '#shared/model/text.ts'

const pairs: Record<string, readonly [vi: string, en: string]> = {
  loadingOoo: ['Đang tải…', 'Loading…'],
  loadingError: ['Không tải được', 'Not loaded'],
  noRowsToShow: ['Không có dòng nào', 'No rows'],
  noMatchingRows: ['Không có dòng nào khớp', 'No matching rows'],
  page: ['Trang', 'Page'],
  to: ['đến', 'to'],
  of: ['trong', 'of'],
  more: ['thêm', 'more'],
  firstPage: ['Trang đầu', 'First page'],
  lastPage: ['Trang cuối', 'Last page'],
  nextPage: ['Trang sau', 'Next page'],
  previousPage: ['Trang trước', 'Previous page'],
  pageLastRowUnknown: ['?', '?'],
  pinColumn: ['Cố định cột', 'Freeze column'],
  copy: ['Sao chép', 'Copy'],
  ariaChecked: ['đã chọn', 'checked'],
  ariaUnchecked: ['chưa chọn', 'unchecked'],
  ariaIndeterminate: ['chọn một phần', 'indeterminate'],
  ariaColumn: ['Cột', 'Column'],
  ariaColumnGroup: ['Nhóm cột', 'Column group'],
  ariaColumnSelectAll: ['Chọn tất cả các cột', 'Select all columns'],
  ariaRowSelect: ['Nhấn phím cách để chọn dòng này', 'Press Space to select this row'],
  ariaRowDeselect: ['Nhấn phím cách để bỏ chọn dòng này', 'Press Space to deselect this row'],
  ariaRowToggleSelection: ['Nhấn phím cách để đổi lựa chọn dòng', 'Press Space to toggle row selection'],
  ariaRowSelectAll: ['Nhấn phím cách để chọn tất cả các dòng', 'Press Space to select all rows'],
  ariaSortableColumn: ['Nhấn Enter để sắp xếp', 'Press Enter to sort'],
  ariaMenuColumn: ['Nhấn Alt và mũi tên xuống để mở trình đơn cột', 'Press Alt Down to open the column menu'],
  ariaSearch: ['Tìm', 'Search'],
  ariaPageSizeSelectorLabel: ['Cỡ trang', 'Page size'],
}

const words = (index: 0 | 1): Record<string, string> =>
  Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[index]]))
export const gridLocale: Record<Language, Record<string, string>> = { vi: words(0), en: words(1) }
