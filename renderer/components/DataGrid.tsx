// AG Grid Community in our look: Fluent colours, 26-px rows, our words, and the accessible mode of the settings. In:
// column definitions and rows, or a datasource for the infinite model. Never an Enterprise module, never data of its
// own.
import { AllCommunityModule, ModuleRegistry, themeQuartz } from 'ag-grid-community'
import type { GridApi, GridOptions } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import type { AgGridReactProps } from 'ag-grid-react'
import { useMemo, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useSettings } from '../app/settings.ts'
import { useTexts } from '../i18n/index.ts'
import { callHost } from '../bridge/client.ts'
import { gridClipboard } from './copyGrid.ts'
import { gridLocale } from './gridLocale.ts'
import { styleNonce } from './nonce.ts'
import { notify } from './notices.ts'

ModuleRegistry.registerModules([AllCommunityModule])

/** Fluent's tokens are CSS variables, so one theme serves light, dark and high contrast. */
export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--colorBrandStroke1)',
  browserColorScheme: 'inherit',
  backgroundColor: 'var(--colorNeutralBackground1)',
  foregroundColor: 'var(--colorNeutralForeground1)',
  textColor: 'var(--colorNeutralForeground1)',
  borderColor: 'var(--colorNeutralStroke2)',
  chromeBackgroundColor: 'var(--colorNeutralBackground3)',
  headerBackgroundColor: 'var(--colorNeutralBackground3)',
  headerTextColor: 'var(--colorNeutralForeground2)',
  headerFontWeight: 600,
  rowHoverColor: 'var(--colorNeutralBackground1Hover)',
  selectedRowBackgroundColor: 'var(--sd-selected)',
  oddRowBackgroundColor: 'var(--colorNeutralBackground1)',
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  rowHeight: 24,
  headerHeight: 28,
  spacing: 4,
  cellHorizontalPadding: 8,
  wrapperBorder: true,
  wrapperBorderRadius: 4,
  borderRadius: 2,
  columnBorder: { color: 'var(--colorNeutralStroke3)' },
  headerColumnBorder: true,
  focusShadow: 'none',
  iconSize: 14,
})

export type DataGridProps<T> = AgGridReactProps<T> & {
  /** Name of the grid for assistive technology. */
  label: string
  /** Ctrl+C takes the whole list with its headings. */
  copies?: boolean
}

/** Class for right-aligned tabular figures, for ColDef.cellClass and headerClass. */
export const numericCell = 'sd-numeric-cell'

export const DataGrid = <T,>({ label, copies = false, onGridReady, ...props }: DataGridProps<T>) => {
  const { t, language } = useTexts()
  const grid = useRef<GridApi<T> | null>(null)
  const accessible = useSettings((s) => s.settings.accessibleGrid)
  const nonce = useMemo(() => styleNonce(), [])
  const accessibility: GridOptions<T> = accessible
    ? {
        ensureDomOrder: true,
        suppressColumnVirtualisation: true,
        pagination: true,
        paginationPageSize: 100,
        paginationPageSizeSelector: false,
      }
    : {}
  const copy = (event: KeyboardEvent): void => {
    const api = grid.current
    if (!copies || api === null || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    if (event.key.toLowerCase() !== 'c' || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    const { tsv, html, rows } = gridClipboard(api, language, numericCell)
    void callHost('host.copyText', { text: tsv, html }).then(() =>
      notify({ intent: 'info', text: t('common:copiedRows', { count: rows }) }),
    )
  }
  return (
    <div className="sd-grid" role="region" aria-label={label} onKeyDown={copy}>
      <AgGridReact<T>
        // Words and accessibility are read by the grid once, when it is made.
        key={`${language}-${accessible}`}
        theme={gridTheme}
        {...(nonce ? { styleNonce: nonce } : {})}
        localeText={gridLocale[language]}
        suppressDragLeaveHidesColumns
        animateRows={false}
        suppressColumnMoveAnimation
        enableCellTextSelection={false}
        {...accessibility}
        {...props}
        onGridReady={(event) => {
          grid.current = event.api
          onGridReady?.(event)
        }}
      />
    </div>
  )
}
