// Help: indicators.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Chỉ tiêu',
  about:
    'Chỉ tiêu là công thức có tên trên các bảng, có định nghĩa, đơn vị và trạng thái, tính cho mọi kỳ và mọi phân tổ.',
  sections: [
    {
      title: 'Xem và sửa',
      points: [
        'Danh sách theo lĩnh vực cho giá trị kỳ cuối và thay đổi so với kỳ trước.',
        'Công thức dùng tên các đầu vào; prev(x, 1 year) là cùng kỳ năm trước.',
        'Ước tính, sơ bộ, chính thức là trạng thái của số liệu và đi kèm khi xuất.',
      ],
    },
  ],
}
