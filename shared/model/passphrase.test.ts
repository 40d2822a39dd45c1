import { describe, expect, it } from 'vitest'
import { passphraseWeakness } from './passphrase.ts'

describe('a passphrase', () => {
  it.each([
    ['ngắn quá', 'short'],
    ['aaaaaaaaaaaaaaaa', 'same'],
    ['abababababababab', 'same'],
    ['mật khẩu 123456', 'known'],
    ['Password2345678', 'known'],
    ['qwerty123456789', 'known'],
    ['Trần Thị Lan 12345', 'name'],
    ['mật khẩu thử nghiệm', null],
    ['con bò lạc vào chợ phiên', null],
    ['đồng hồ treo ngược trên tường', null],
    ['正しい馬電池ホチキス静かな海', null],
  ] as const)('%s is %s', (text, weakness) => {
    expect(passphraseWeakness(text, ['Trần Thị Lan'])).toBe(weakness)
  })
})
