import { expect, it } from 'vitest'
import { newPersonNameSchema, ofName, sameName } from './person.ts'

it('reads a name as people do: encoding, case, spaces and the place of a tone mark do not count; a tone does', () => {
  expect(sameName('Hòa', 'Hoa')).toBe(false)
  expect(sameName('Đức', 'Duc')).toBe(false)
  expect(sameName('Hòa', 'Hoà')).toBe(true)
  expect(sameName('THÚY  Quỳnh', 'thuý quỳnh'.normalize('NFD'))).toBe(true)
  expect(sameName('Lan\u200b Anh', ' lan anh ')).toBe(true)
  expect(sameName('Ｌan', 'Lan')).toBe(true)
  expect(sameName('Mùa', 'Múa')).toBe(false)
})

it('takes no new name with characters that nobody sees', () => {
  expect(newPersonNameSchema.safeParse('Lan\u200bAnh').success).toBe(false)
  expect(newPersonNameSchema.safeParse('Lan\u202eAnh').success).toBe(false)
  expect(newPersonNameSchema.safeParse('Nguyễn Thị Hòa (Cục TK)').success).toBe(true)
})

it('finds a person as written before as read: two of an older workspace both get in', () => {
  const persons = [{ name: 'Hòa' }, { name: 'Hoà' }]
  expect(ofName(persons, 'Hoà')).toBe(persons[1])
  expect(ofName(persons, ' HOÀ ')).toBe(persons[0])
  expect(ofName(persons, 'Hoa')).toBeUndefined()
})
