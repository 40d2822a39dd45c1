// The export button: formats by what they are for, the files' language, scripts; the minimum frequency that will be
// applied said first. In: a table or indicator and how it is written. Out: a format and what it was told. What must be
// asked first is asked here.
import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToolbarButton,
} from '@fluentui/react-components'
import { ArrowExportRegular, ChevronDownRegular, CodeRegular, LocalLanguageRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { scriptLanguages } from '#shared/contract/files.ts'
import type { ScriptLanguage } from '#shared/contract/files.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import { usePolicy } from '../../../bridge/queries.ts'
import { useCommand } from '../../../components/useCommand.ts'
import { useTexts } from '../../../i18n/index.ts'
import { crossingsOf } from './export/crossings.ts'
import { ExportOptions } from './export/ExportOptions.tsx'
import { readMemory, useExportMemory } from './export/exportMemory.ts'
import { formatGroups, questionOf } from './export/formatGroups.ts'
import type { Question } from './export/formatGroups.ts'
import { ScriptDialog } from './export/ScriptDialog.tsx'
import type { ExportChoice, PublishFormat } from './exportTable.ts'
import './export/export.css'

export type ExportMenuProps = {
  disabled?: boolean
  /** Name of the definition: what an SDMX dataflow is called unless told otherwise. */
  id: string
  /** The figures now on screen, for how large the file will be. */
  cube?: Cube | null
  /** Of a table: its blocks can be chosen among, and scripts repeat it. */
  table?: { definition: TableDefinition; nameOf: (dimension: Dimension) => string }
  active?: boolean
  onExport: (format: PublishFormat, choice: ExportChoice) => void
}

export const ExportMenu = ({ disabled = false, id, cube, table, active = false, onExport }: ExportMenuProps) => {
  const { t } = useTexts('files')
  const { minimum } = usePolicy()
  const [memory, remember] = useExportMemory()
  const [asking, setAsking] = useState<{ question: Question; format: PublishFormat } | null>(null)
  const [script, setScript] = useState<ScriptLanguage | null>(null)
  const crossings = table ? crossingsOf(table.definition, table.nameOf) : []
  const figures = (cube?.cells.records.length ?? 0) * (cube?.measures.filter((m) => m.hidden !== true).length ?? 0)
  const choose = (format: PublishFormat): void => {
    const question = questionOf(format, crossings.length, figures)
    if (question) setAsking({ question, format })
    else onExport(format, { language: memory.language })
  }
  useCommand(
    { id: 'export.script', title: t('script.command'), menu: 'file', group: 'export', run: () => setScript('r') },
    active && table !== undefined && !disabled,
  )
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <ToolbarButton appearance="subtle" icon={<ArrowExportRegular />} disabled={disabled}>
            {t('export')}
            <ChevronDownRegular className="sd-menu-mark" />
          </ToolbarButton>
        </MenuTrigger>
        <MenuPopover className="ex-menu">
          <MenuList>
            <div className="ex-protected" role="note">
              {t('protected', { minimum })}
            </div>
            {formatGroups.map(({ group, formats }) => (
              <MenuGroup key={group}>
                <MenuGroupHeader className="ex-group">{t(`groups.${group}`)}</MenuGroupHeader>
                {formats.map((format) => (
                  <MenuItem
                    key={format}
                    className="ex-format"
                    onClick={() => choose(format)}
                    secondaryContent={{ className: 'ex-purpose', children: t(`purpose.${format}`) }}
                  >
                    {t(`tables:formats.${format}`)}
                  </MenuItem>
                ))}
              </MenuGroup>
            ))}
            <MenuDivider />
            {table && (
              <Menu>
                <MenuTrigger disableButtonEnhancement>
                  <MenuItem className="ex-format" icon={<CodeRegular />}>
                    {t('script.menu')}
                  </MenuItem>
                </MenuTrigger>
                <MenuPopover>
                  <MenuList>
                    {scriptLanguages.map((l) => (
                      <MenuItem key={l} onClick={() => setScript(l)}>
                        {t(`script.languages.${l}`)}
                      </MenuItem>
                    ))}
                  </MenuList>
                </MenuPopover>
              </Menu>
            )}
            <Menu
              checkedValues={{ language: [memory.language] }}
              onCheckedValueChange={(_e, d) => remember(readMemory({ ...memory, language: d.checkedItems[0] }))}
            >
              <MenuTrigger disableButtonEnhancement>
                <MenuItem className="ex-format" icon={<LocalLanguageRegular />}>
                  {t('language', { language: t(`languages.${memory.language}`) })}
                </MenuItem>
              </MenuTrigger>
              <MenuPopover>
                <MenuList>
                  {(['vi', 'en', 'both'] as const).map((l) => (
                    <MenuItemRadio key={l} name="language" value={l} persistOnClick>
                      {t(`languages.${l}`)}
                    </MenuItemRadio>
                  ))}
                </MenuList>
              </MenuPopover>
            </Menu>
          </MenuList>
        </MenuPopover>
      </Menu>
      {asking && (
        <ExportOptions
          {...asking}
          id={id}
          crossings={crossings}
          memory={memory}
          table={table?.definition ?? null}
          onRemember={remember}
          onCancel={() => setAsking(null)}
          onConfirm={(options) => {
            setAsking(null)
            onExport(asking.format, { language: memory.language, ...options })
          }}
        />
      )}
      {script && table && <ScriptDialog definition={table.definition} first={script} onClose={() => setScript(null)} />}
    </>
  )
}
