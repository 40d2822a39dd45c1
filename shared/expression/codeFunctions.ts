// known() and lookup(): questions about a variable's code list, answered from sets the scope supplies when it is
// checked. In: checked arguments and the scope. Out: nodes holding the set. Never a query, never a version chosen here.
import { booleanType, textType, wantText, wantWrittenText } from './build.ts'
import type { Argument } from './build.ts'
import { problem } from './problem.ts'
import type { Span } from './problem.ts'
import type { Scope, Typed } from './typed.ts'

type Given = { args: Argument[]; span: Span; scope: Scope }

const first = ({ args, span }: Given): Argument => args[0] ?? problem(span, 'Thiếu tham số.', 'An argument is missing.')

const listOf = (given: Given, named: Argument | undefined): string => {
  if (named) return wantWrittenText(named)
  const { node, span } = first(given)
  if (node.op === 'variable' && node.codeList !== null) return node.codeList
  return problem(
    span,
    'Cần một biến có danh mục, hoặc tên danh mục viết sẵn ở tham số sau.',
    'A variable with a code list is needed, or the list’s name written after it.',
  )
}

const setsOf = ({ scope, span }: Given): NonNullable<Scope['codeSets']> =>
  scope.codeSets ??
  problem(
    span,
    'Hàm này không dùng được ở đây vì không có danh mục.',
    'This function cannot be used here: no code lists are at hand.',
  )

const known = (given: Given): Typed => {
  const value = wantText(first(given))
  const list = listOf(given, given.args[1])
  const codes =
    setsOf(given).known(list) ?? problem(given.span, `Không có danh mục “${list}”.`, `There is no code list “${list}”.`)
  return { op: 'member', type: booleanType, value, codes }
}

const lookup = (given: Given): Typed => {
  const value = wantText(first(given))
  const list = listOf(given, given.args[2])
  const to = given.args[1]
  const version = to ? wantWrittenText(to) : ''
  const pairs =
    setsOf(given).lookup(list, version) ??
    problem(
      to?.span ?? given.span,
      `Danh mục “${list}” không có bảng chuyển sang “${version}”.`,
      `The code list “${list}” has no correspondence to “${version}”.`,
    )
  return { op: 'translate', type: textType, value, pairs }
}

export const codeFunctions = {
  known: {
    signature: "known(code) / known(text, 'list')",
    help: { vi: 'Mã có trong danh mục của kỳ dữ liệu.', en: 'Whether the code is in the code list of the period.' },
    minimum: 1,
    maximum: 2,
    build: known,
  },
  lookup: {
    signature: "lookup(code, 'version')",
    help: {
      vi: 'Mã tương ứng ở phiên bản khác của danh mục; null nếu không có.',
      en: 'The counterpart in another version of the code list; null if none.',
    },
    minimum: 2,
    maximum: 3,
    build: lookup,
  },
}
