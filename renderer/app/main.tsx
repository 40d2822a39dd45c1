// Entry of the page: settings from the host, texts, then the frame.
import './noEval.ts'
import '@fontsource/noto-sans/vietnamese-400.css'
import '@fontsource/noto-sans/vietnamese-600.css'
import '@fontsource/noto-sans/latin-ext-400.css'
import '@fontsource/noto-sans/latin-ext-600.css'
import '@fontsource/noto-sans/latin-400.css'
import '@fontsource/noto-sans/latin-600.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/parts.css'
import './styles/screens.css'
import '../print/print.css'
import { createRoot } from 'react-dom/client'
import { watchData } from '../bridge/queries.ts'
import { installTableCopying } from '../components/copyTables.ts'
import { startI18n } from '../i18n/index.ts'
import { App } from './App.tsx'
import { keepRootReachable } from './reachableRoot.ts'
import { loadSettings } from './settings.ts'

const start = async (): Promise<void> => {
  const settings = await loadSettings()
  await startI18n(settings.language)
  document.documentElement.lang = settings.language
  watchData()
  installTableCopying(document, () => (document.documentElement.lang === 'en' ? 'en' : 'vi'))
  const root = document.getElementById('root')
  if (!root) return
  keepRootReachable(root)
  createRoot(root).render(<App />)
}

void start()
