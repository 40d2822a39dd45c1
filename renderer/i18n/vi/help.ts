// The help panel.
export const texts = { title: 'Trợ giúp', keys: 'Phím tắt trên màn hình này' }
