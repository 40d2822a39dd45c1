// Writes the tax register of 2025: enterprises, their dependent units, business persons. In: enterprises, folder.
// Out: the file, its truth, and which enterprises an importer will not find in it.
import { spoil, taxCodeDefects } from './defects.ts'
import type { Defect } from './defects.ts'
import { enterpriseNameOf } from './enterprises.ts'
import type { Enterprise, Enterprises } from './enterprises.ts'
import { personName, streetAddress } from './names.ts'
import { personalCode, PersonCounters } from './personCode.ts'
import { columnOf, writeSheet } from './sheet.ts'
import type { SheetContext, WrittenFile } from './sheet.ts'
import { streams } from './streams.ts'
import { taxCodeText } from './taxCode.ts'
import { abolishedProvinceCodes, mergedCommuneCode, provinces } from './territory.ts'

const column = (source: string): number => columnOf('taxpayer', source)

const registerDefects = (): Defect[] => [
  ...taxCodeDefects(column('mst')),
  spoil.columnTooFew,
  spoil.columnTooMany,
  spoil.duplicate(),
  spoil.badType('registered_on', column('ngay_dk'), ['2019-02-31', '2021-13-05', '2020-00-00']),
  spoil.badType('employees', column('so_lao_dong'), ['khoảng 20', '1O']),
  spoil.lostZero('province_lost_zero', column('ma_tinh')),
  spoil.lostZero('activity_lost_zero', column('ma_nganh')),
  spoil.flagged(
    'province_before_merger',
    ['province_known'],
    column('ma_tinh'),
    (_old, random) => abolishedProvinceCodes[random.below(abolishedProvinceCodes.length)] ?? null,
  ),
  spoil.flagged('activity_of_vsic_2018', ['activity_known'], column('ma_nganh'), () => '45110'),
  spoil.flagged('ownership_unknown', ['ownership_known'], column('loai_hinh_dn'), () => '4.7'),
  spoil.flagged('registered_after_period', ['registered_in_time'], column('ngay_dk'), () => '2026-03-02'),
  spoil.flagged('employees_impossible', ['employees_plausible'], column('so_lao_dong'), () => '-5'),
]

const twoDigits = (n: number): string => String(n).padStart(2, '0')
const statuses = ['00', '05', '06', '03', '01']
const statusBounds = [0.84, 0.9, 0.945, 0.975, 1]

/** Business persons for each hundred enterprises; and the share of larger enterprises that have dependent units. */
const personsPerHundred = 4
const branchShare = 0.3

/** `absent[number]` becomes 1 where the register row is rejected. */
export const writeRegister = (
  context: SheetContext,
  enterprises: Enterprises,
  absent: Uint8Array,
): Promise<WrittenFile> =>
  writeSheet(context, 'taxpayer', '2025', registerDefects(), 0.03, async (csv, planter) => {
    const { random, pace } = context
    for (let position = 0; position < enterprises.count; position++) {
      const e = enterprises.at(enterprises.inRegisterOrder(position))
      const code = taxCodeText(e.taxCode)
      const name = enterpriseNameOf(e, random)
      random.start(streams.register, e.number)
      csv.fields(registerRow(e, code, '1', name, e.employees, e.capital, context))
      if (planter.endRow(csv) === 'rejected') absent[e.number] = 1
      if (e.employees >= 50) {
        random.start(streams.branch, e.number)
        const branches = random.chance(branchShare) ? 1 + random.below(3) : 0
        for (let b = 1; b <= branches; b++) {
          random.start(streams.branch, e.number, b)
          csv.fields(
            registerRow(
              e,
              `${code}-${String(b).padStart(3, '0')}`,
              '2',
              `Chi nhánh ${b} - ${name}`,
              Math.ceil(e.employees / 10),
              0,
              context,
            ),
          )
          planter.endRow(csv)
        }
      }
      await pace.breathe(1)
    }
    await writePersons(context, Math.round((enterprises.count * personsPerHundred) / 100), (fields) => {
      csv.fields(fields)
      planter.endRow(csv, true)
      // A twelve-digit number is not damage, but the importer has to replace it by a hash.
      planter.truth.normalised['personal_number'] = (planter.truth.normalised['personal_number'] ?? 0) + 1
    })
  })

const registerRow = (
  e: Enterprise,
  code: string,
  unitType: string,
  name: string,
  employees: number,
  capital: number,
  { random }: SheetContext,
): string[] => {
  const province = provinces[e.province] as (typeof provinces)[number]
  const u = random.unit()
  const status = statuses[e.number < 20 ? 0 : statusBounds.findIndex((bound) => u < bound)] ?? '00'
  const registered = `${e.registeredYear}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`
  const since =
    status === '00' || e.registeredYear === 2025
      ? registered
      : `${2025 - random.below(2025 - e.registeredYear)}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`
  return [
    code,
    name,
    `${streetAddress(random)}, ${province.newName}`,
    `02${String(10_000_000 + random.below(89_999_999))}`,
    unitType,
    province.new,
    mergedCommuneCode(province, e.commune),
    `${province.new}${twoDigits(1 + random.below(20))}`,
    `${e.division2025}${e.activityTail}`,
    e.ownership,
    registered,
    status,
    since,
    String(employees),
    capital === 0 ? '' : String(capital),
  ]
}

const writePersons = async (
  { random, pace }: SheetContext,
  count: number,
  write: (fields: string[]) => void,
): Promise<void> => {
  const counters = new PersonCounters(2)
  for (let i = 0; i < count; i++) {
    random.start(streams.person, i)
    const p = random.below(provinces.length)
    const province = provinces[p] as (typeof provinces)[number]
    const female = random.chance(0.47)
    const code = personalCode(counters, p, female, 1955 + random.below(48))
    const registered = `${2010 + random.below(15)}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`
    write([
      code,
      `Hộ kinh doanh ${personName(random)}`,
      `${streetAddress(random)}, ${province.newName}`,
      '',
      '3',
      province.new,
      mergedCommuneCode(province, random.below(province.communes)),
      `${province.new}${twoDigits(1 + random.below(20))}`,
      random.chance(0.6) ? '47110' : '56100',
      '9.1',
      registered,
      '00',
      registered,
      String(1 + random.below(4)),
      '',
    ])
    await pace.breathe(1)
  }
}
