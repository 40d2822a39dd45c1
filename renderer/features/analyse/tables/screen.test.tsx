import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  SSRProvider,
  webLightTheme,
} from '@fluentui/react-components'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { queryClient } from '../../../bridge/queries.ts'
import { sampleHandlers } from '../../../bridge/sample.ts'
import { sampleDatasets } from '../../../bridge/sampleWorld.ts'
import { createMemoryBridge } from '../../../bridge/memoryBridge.ts'
import { call, disconnect, runJob } from '../../../bridge/client.ts'
import { changeLanguage, startI18n } from '../../../i18n/index.ts'
import { studioHandlers } from '../../process/definitions/sampleStudio.ts'
import { BuilderInspector } from './inspector/BuilderInspector.tsx'
import { FieldList } from './fields/FieldList.tsx'
import { newTable } from './model/definition.ts'
import { fieldsOf } from './model/fieldList.ts'
import { openHistory } from './model/history.ts'
import { RunStrip } from './RunStrip.tsx'
import { Shelves } from './shelves/Shelves.tsx'
import { freshSession } from './sessions.ts'
import { VariableEditor } from './variables/VariableEditor.tsx'
import { startVariable } from './variables/startVariable.ts'
import { CellPassport } from './passport/CellPassport.tsx'
import { TablePassport } from './passport/TablePassport.tsx'
import type { Builder } from './useBuilder.ts'

const draw = (content: ReactNode): string =>
  renderToStaticMarkup(
    <RendererProvider renderer={createDOMRenderer()}>
      <SSRProvider>
        <FluentProvider theme={webLightTheme}>
          <QueryClientProvider client={queryClient}>{content}</QueryClientProvider>
        </FluentProvider>
      </SSRProvider>
    </RendererProvider>,
  )
/** Buttons without text or label cannot be named by a screen reader. */
const nameless = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*>[\s\S]*?<\/button>/g)]
    .map((m) => m[0])
    .filter(
      (b) =>
        !/aria-label(ledby)?="[^"]+"/.test(b) &&
        b
          .replace(/<svg[\s\S]*?<\/svg>/g, '')
          .replace(/<[^>]*>/g, '')
          .trim() === '',
    )

const world = {
  lists: [],
  periods: () => ['2024-2025', '2025-2026'],
  variables: () => ({ label: { vi: 'Biến', en: 'Variable' }, codeList: null, unit: null, scale: 0 }),
}
const saved = {
  ...newTable(sampleDatasets[0]!, 'saved'),
  rows: [
    { variable: 'sex', total: 'after' as const, sort: 'value_descending' as const },
    { variable: 'gone', total: 'none' as const, sort: 'code' as const },
  ],
}

const builder = async (): Promise<Builder> => {
  const detail = await call('datasets.get', { dataset: 'pupil' })
  const definition = await call('definitions.get', { kind: 'table', id: 'saved' })
  if (definition.kind !== 'table') throw new Error('not a table')
  return {
    document: 'saved',
    definition,
    dirty: false,
    detail,
    fields: fieldsOf(detail, new Map()),
    lists: new Map(),
    ready: true,
    keepRun: () => undefined,
    runAgain: () => undefined,
    check: { result: null, running: false, start: () => undefined, cancel: () => undefined },
    failure: null,
    refetch: () => undefined,
    session: {
      ...freshSession(openHistory(definition, true)),
      selected: { shelf: 'rows', index: 0 },
      protectedView: true,
    },
    edit: () => undefined,
    select: () => undefined,
    change: () => undefined,
    undo: () => undefined,
    redo: () => undefined,
    save: async () => true,
  }
}

beforeAll(async () => {
  await startI18n('vi')
  disconnect()
  globalThis.statdesk = createMemoryBridge({ ...sampleHandlers(true), ...studioHandlers(world, [saved], '') })
})

describe.each(['vi', 'en'] as const)('parts of the table screen, %s', (language) => {
  it('shows the definition on its shelves, names every control, marks what is lost', async () => {
    // The page sets the document's language as well; there is no document here.
    await changeLanguage(language).catch(() => undefined)
    const b = await builder()
    const html = draw(
      <>
        <Shelves builder={b} />
        <FieldList builder={b} />
        <BuilderInspector builder={b} answer={null} />
      </>,
    )
    expect(html).toContain(language === 'vi' ? 'Giới tính' : 'Sex')
    expect(html).toMatch(/tb-chip--unknown/)
    expect(html).toContain('>Σ<')
    expect(html).toContain('>↓<')
    expect(html).toMatch(/aria-pressed="true"[^>]*data-item="rows:0"|data-item="rows:0"[^>]*aria-pressed="true"/)
    expect(nameless(html)).toEqual([])
    // A text key shown as it is means a text that is missing.
    expect(html).not.toMatch(/>(tables:)?[a-z]+\.[a-zA-Z.]+</)
  })

  it('says of a protected answer how many cells are withheld, and of the check what it found', async () => {
    const b = await builder()
    const definition = { ...b.definition, rows: [] }
    const cube = await runJob('table.protect', { definition })
    const result = await runJob('table.check', { definition })
    const html = draw(
      <RunStrip
        run={{
          phase: 'done',
          answer: { cube, definition, seconds: 0.2, protection: cube.protection, sample: null },
          estimate: null,
          progress: null,
          failure: null,
          slow: false,
          cancel: () => undefined,
          again: () => undefined,
        }}
        check={{
          running: false,
          progress: null,
          result: { ...result, differing: 2 },
          failure: null,
          start: async () => null,
          cancel: () => undefined,
          reset: () => undefined,
        }}
        checkIsCurrent
        protectedView
        minimum={3}
        onCheck={() => undefined}
        onProtect={() => undefined}
      />,
    )
    expect(html).toContain(language === 'vi' ? 'Lệch 2 ô' : '2 cells differ')
    expect(html).toContain(
      language === 'vi'
        ? `${cube.protection.primary + cube.protection.secondary} ô bảo mật`
        : `${cube.protection.primary + cube.protection.secondary} cells withheld`,
    )
    expect(nameless(html)).toEqual([])
  })

  it('draws the editor of each kind of made variable and the passport of a cell, every control named', async () => {
    const b = await builder()
    const field = [...b.fields.values()]
    const drawn = (['recode', 'bands', 'quantile_bands', 'top', 'expression'] as const).map((method) => {
      const of = method === 'expression' ? null : field.find((f) => startVariable.makings(f).includes(method))!
      return draw(<VariableEditor builder={b} editing={startVariable(b, method, of, null)} />)
    })
    const definition = { ...b.definition, rows: [], columns: [] }
    const cube = await runJob('table.run', { definition })
    const answer = { cube, definition, seconds: 0.2, protection: null, sample: { read: 10, of: 160 } }
    const cell = { address: [], measure: cube.measures[0]!.id }
    const passport = draw(
      <>
        <CellPassport builder={{ ...b, session: { ...b.session, cell } }} answer={answer} />
        <TablePassport builder={b} answer={answer} />
      </>,
    )
    for (const html of [...drawn, passport]) {
      expect(nameless(html)).toEqual([])
      expect(html).not.toMatch(/>(tables:|passport:)?[a-z]+\.[a-zA-Z.]+</)
    }
    expect(passport).toContain(language === 'vi' ? 'Ước lượng từ mẫu' : 'Estimated from a sample')
  })
})
