import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellStatuses } from '../model/cube.ts'
import { cellNumber, formatCell, plainCell } from './cell.ts'
import { sampleMeasure } from '#test/fixtures/sampleCube.ts'

describe('formatCell', () => {
  it('writes figures in the shown unit and symbols for the rest', () => {
    const millions = sampleMeasure('m', { scale: 2, power: 6, decimals: 1 })
    expect(formatCell({ value: 123456789012n, status: 'value' }, millions, 'vi')).toBe('1.234,6')
    expect(
      formatCell({ value: 12.345, status: 'value' }, sampleMeasure('m', { exact: false, decimals: 2 }), 'en'),
    ).toBe('12.35')
    expect(
      cellStatuses.filter((s) => s !== 'value').map((status) => formatCell({ value: null, status }, millions, 'vi')),
    ).toEqual(['-', '…', '…', '…', 'x'])
  })
  it('never shows a figure that is not there', () => {
    expect(formatCell({ value: null, status: 'value' }, sampleMeasure('m'), 'vi')).toBe('…')
    expect(formatCell({ value: 7, status: 'suppressed' }, sampleMeasure('m'), 'vi')).toBe('…')
    expect(plainCell({ value: 7, status: 'suppressed' }, sampleMeasure('m'))).toBeNull()
    expect(cellNumber({ value: 7, status: 'suppressed_secondary' }, sampleMeasure('m'))).toBeNull()
  })
})

describe('plainCell', () => {
  it('keeps every digit: multiplied back it is the stored integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat(4), fc.nat(9), (value, scale, power) => {
        const plain = plainCell({ value, status: 'value' }, sampleMeasure('m', { scale, power }))!
        expect(plain).toMatch(/^-?\d+(\.\d*[1-9])?$/)
        const [whole = '', fraction = ''] = plain.replace('-', '').split('.')
        const back = BigInt(whole + fraction.padEnd(scale + power, '0'))
        expect(plain.startsWith('-') ? -back : back).toBe(value)
      }),
    )
  })
})
