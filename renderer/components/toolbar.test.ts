import { createElement } from 'react'
import { expect, test, vi } from 'vitest'
import { commandItem } from './Toolbar.tsx'
import { notifyFailure, useNotices } from './notices.ts'
import { Failure } from '#shared/model/failure.ts'

const icon = createElement('span')

test('the button of a command has its name, key and state, and does what it does', () => {
  const run = vi.fn<() => void>()
  const command = { id: 'charts.print', title: 'In', shortcut: 'Ctrl+P', enabled: false, checked: true, run }
  const item = commandItem(command, icon)
  expect(item).toMatchObject({ label: 'In', shortcut: 'Ctrl+P', disabled: true, pressed: true })
  if (item.kind !== 'divider') item.run()
  expect(run).toHaveBeenCalledTimes(1)
})

test('a command that says nothing of its state can be pressed; the toolbar may know better', () => {
  const command = { id: 'a', title: 'A', run: () => undefined }
  const item = commandItem(command, icon)
  expect(item).toMatchObject({ disabled: false })
  expect(Object.keys(item)).not.toContain('pressed')
  expect(commandItem(command, icon, { disabled: true, showLabel: false })).toMatchObject({
    disabled: true,
    showLabel: false,
  })
})

test('a failure is told with its code, for whoever reads it in their language', () => {
  notifyFailure(new Failure({ code: 'DEFINITION_UNKNOWN', facts: { kind: 'chart', id: 'x' } }))
  expect(useNotices.getState().notices.at(-1)).toMatchObject({
    intent: 'error',
    failure: { code: 'DEFINITION_UNKNOWN' },
  })
})
