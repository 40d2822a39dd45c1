// Help: audit log.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Nhật ký',
  about: 'Mọi lần mở, nhận, hiện mã định danh, lập bảng, xuất và in đều được ghi, kèm số bản ghi.',
  sections: [
    {
      title: 'Chuỗi nguyên vẹn',
      points: [
        'Mỗi mục chứa mã băm của mục trước; sửa hay xóa một mục làm đứt chuỗi và được báo ở đây.',
        'Ô tìm lọc theo người, việc, đối tượng và lý do trong các mục đã tải.',
      ],
    },
  ],
}
