// Sổ công bố: những bảng đã đưa ra ngoài.
export const texts = {
  title: 'Sổ công bố',
  text: 'Mọi bảng đã đưa ra ngoài (tệp, bản in, bảng nhớ tạm, báo cáo, biểu đồ) được ghi ở đây; bảng sau được bảo mật cùng với chúng. Bảng bị từ chối vì trùng một bảng chưa thực sự đưa ra thì rút bảng đó khỏi sổ.',
  none: 'Chưa có bảng nào đưa ra ngoài.',
  more: 'Xem thêm {{count}}',
  told: {
    published: 'đã công bố',
    formula: 'đầu vào của chỉ tiêu đã công bố',
    printed: 'in ra dòng lệnh',
  },
  withdraw: 'Rút…',
  withdrawn: 'đã rút: {{by}}',
  withdrawTitle: 'Rút “{{table}}” khỏi sổ công bố?',
  withdrawText:
    'Chỉ rút bảng chưa bao giờ đến tay người ngoài. Từ đó các bảng sau không còn được bảo mật cùng với nó: nếu nó đã đến tay ai, hiệu của hai bảng có thể cho biết từng đối tượng.',
  done: 'Đã rút bảng số {{id}} khỏi sổ công bố.',
}
