// The defects of the customs files, each with what it must come to. In: the layout's columns. Out: a list for the
// planter.
import { spoil, taxCodeDefects } from './defects.ts'
import type { Defect } from './defects.ts'
import { columnOf } from './sheet.ts'
import { abolishedProvinceCodes } from './territory.ts'

const column = (source: string): number => columnOf('customs_line', source)

/** `merged`: the month lies after the mergers of 1 July 2025, when abolished province codes are wrong. */
export const customsDefects = (merged: boolean): Defect[] => {
  const [registered, cleared, value, hs] = [
    column('ngay_dk'),
    column('ngay_tq'),
    column('tri_gia_usd'),
    column('ma_hs'),
  ]
  return [
    ...taxCodeDefects(column('mst')),
    spoil.columnTooFew,
    spoil.columnTooMany,
    spoil.duplicate(),
    spoil.badType('registered_on', registered, ['2024-02-30', '2025-04-31', '0000-00-00']),
    spoil.badType('value_usd', value, ['1.234.567,89', 'USD']),
    spoil.missing('value_usd', value),
    spoil.rejected('declaration_number_form', column('so_tk'), (old) => old.slice(0, 11)),
    spoil.rejected('hs_code_form', hs, (old) => `${old}1`),
    spoil.rejected('value_not_negative', value, () => '-12.50'),
    spoil.lostZero('hs_code_lost_zero', hs),
    spoil.lostZero('province_lost_zero', column('ma_tinh')),
    spoil.flagged('cleared_before_registered', ['cleared_after_registered'], cleared, () => '2023-12-30'),
    spoil.flagged('partner_unknown', ['partner_known'], column('nuoc_doi_tac'), () => 'XX'),
    spoil.flagged('chapter_unknown', ['chapter_known'], hs, () => '77010000'),
    spoil.flagged('procedure_of_other_flow', ['procedure_fits_flow'], column('ma_lh'), (_old, _random, f) =>
      f[column('so_tk')]?.startsWith('1') === true ? 'B11' : 'A12',
    ),
    spoil.flagged('value_in_thousands', ['value_fits_rate'], column('tri_gia_tt'), (old) =>
      String(Math.floor(Number(old) / 1000)),
    ),
    ...(merged
      ? [
          spoil.flagged(
            'province_before_merger',
            ['province_known'],
            column('ma_tinh'),
            (_old, random) => abolishedProvinceCodes[random.below(abolishedProvinceCodes.length)] ?? null,
          ),
        ]
      : []),
  ]
}
