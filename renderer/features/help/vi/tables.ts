// Help: tables.
import type { HelpPage } from '../pages.ts'

export const page: HelpPage = {
  title: 'Bảng', about: 'Lập bảng từ bản ghi: kéo biến vào dòng, cột, lớp hoặc chỉ tiêu đo; hoặc làm tất cả bằng bàn phím.',
  sections: [
    { title: 'Lập bảng', points: ['Enter trên một biến: chọn đưa vào dòng, cột, lớp hay chỉ tiêu đo.', 'Alt+mũi tên chuyển chỗ, Delete bỏ, F2 đổi nhãn, Ctrl+Z và Ctrl+Y để lùi và tiến.', 'Tổng được tính từ bản ghi, không cộng từ các ô hiển thị.', 'Chọn “theo địa giới cũ” hoặc “hiện hành” cho danh mục có thời hạn.'] },
    { title: 'Kiểm tra và xuất', points: ['Enter trên một ô mở các bản ghi phía sau; tổng của chúng phải bằng ô.', 'Kiểm tra bằng bộ máy thứ hai so từng ô.', 'Khi xuất, ô ít đơn vị được che theo số tối thiểu ở Thiết lập.'] },
  ],
}
