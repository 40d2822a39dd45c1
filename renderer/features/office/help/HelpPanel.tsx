// F1: help for the screen in front, beside it, in the user's language. Never leaves the program.
import { Panel } from '../../../components/Panel.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useTexts } from '../../../i18n/index.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { activeCommands, useCommands } from '../../../components/useCommand.ts'
import { helpPage } from './pages.ts'

export const HelpPanel = () => {
  const { t, language } = useTexts('help')
  const { helpOpen, helpTopic, setHelpOpen, feature } = useWorkbench()
  const commands = useCommands((s) => s.commands)
  const workspace = useQueryClient().getQueryData<{ state: string }>(['workspace.status', {}])
  if (!helpOpen) return null
  const page = helpPage(language, helpTopic ?? (workspace?.state === 'open' ? feature : 'welcome'))
  return (
    <Panel className="sd-help" title={t('title')} onClose={() => setHelpOpen(false)}>
      <article className="sd-help__page" tabIndex={0} aria-label={page.title}>
        <h3>{page.title}</h3>
        <p>{page.about}</p>
        {page.sections.map((section) => (
          <section key={section.title}>
            <h4>{section.title}</h4>
            <ul>
              {section.points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </section>
        ))}
        <section>
          <h4>{t('keys')}</h4>
          <dl className="sd-keys">
            {activeCommands(commands)
              .filter((c) => c.shortcut)
              .map((c) => (
                <div key={c.id}>
                  <dt>
                    <kbd>{c.shortcut}</kbd>
                  </dt>
                  <dd>{c.title}</dd>
                </div>
              ))}
          </dl>
        </section>
      </article>
    </Panel>
  )
}
