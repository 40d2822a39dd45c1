// Which screen is open and which documents stand as tabs. Pure state: what a tab shows belongs to its feature.
// Every feature opens documents through here; the frame draws them.
import { create } from 'zustand'

export const featureIds = [
  'overview',
  'deliveries',
  'datasets',
  'links',
  'explore',
  'tables',
  'indicators',
  'charts',
  'maps',
  'reports',
  'production',
  'audit',
  'settings',
  'library',
  'adopt',
] as const
export type FeatureId = (typeof featureIds)[number]

/** The phases of the statistical business process, and the office itself above and below them. */
export type Phase = 'start' | 'collect' | 'process' | 'analyse' | 'disseminate' | 'office'
const phases: Partial<Record<FeatureId, Phase>> = {
  overview: 'start',
  deliveries: 'collect',
  datasets: 'collect',
  links: 'process',
  explore: 'analyse',
  tables: 'analyse',
  indicators: 'analyse',
  audit: 'office',
  settings: 'office',
}
/** Where a feature stands in the rail; what is not named disseminates. */
export const phaseOf = (feature: FeatureId): Phase => phases[feature] ?? 'disseminate'

/** The entry of the rail a feature stands under: the library and adopted workbooks belong to the tables. */
export const railFeature = (feature: FeatureId): FeatureId =>
  feature === 'library' || feature === 'adopt' ? 'tables' : feature

/** JSON a feature gives itself for opening a document: a filter, a drill address. Remembered with the tab. */
export type DocumentParameters = { [key: string]: unknown }
export type DocumentTab = {
  /** "<feature>:<documentId>" */
  id: string
  feature: FeatureId
  documentId: string
  title: string
  dirty: boolean
  /** Shown at least once in this session: drawn and kept mounted. */
  visited: boolean
  parameters: DocumentParameters
}
export type NewDocument = { feature: FeatureId; documentId: string; title: string; parameters?: DocumentParameters }

/** What the active screen tells the status bar. */
export type StatusFacts = {
  rows?: number
  cells?: number
  seconds?: number
  engine?: string
  text?: string
  confidential?: boolean
  /** `counting`: the engine is being asked. */
  selection?: { count: number; sum: number | null; mean: number | null } | 'counting'
}

type Workbench = {
  /** The screen chosen in the rail; shown when no document is active. */
  feature: FeatureId
  tabs: DocumentTab[]
  /** Tab id, or null: the feature's own screen. */
  active: string | null
  closed: DocumentTab[]
  status: StatusFacts
  helpOpen: boolean
  /** The page of help asked for; null: that of the screen in front. */
  helpTopic: string | null
  goTo(feature: FeatureId): void
  openDocument(document: NewDocument): void
  /** Puts documents of an earlier session into the strip, without drawing them. */
  restore(documents: NewDocument[]): void
  activate(tab: string | null): void
  /** Draws a document behind the one in front. */
  draw(tab: string): void
  closeTab(tab: string): void
  reopenClosed(): void
  /** The next tab (or the one before) in order; the feature's own screen is first. */
  cycle(step: 1 | -1): void
  setDirty(tab: string, dirty: boolean): void
  setTitle(tab: string, title: string): void
  /** A new document that got its name on saving. */
  renameDocument(tab: string, documentId: string, title: string): void
  setParameters(tab: string, parameters: DocumentParameters): void
  setStatus(status: StatusFacts): void
  setHelpOpen(open: boolean): void
  showHelp(topic: string): void
  clear(): void
}

const tabId = (feature: FeatureId, documentId: string): string => `${feature}:${documentId}`

export const useWorkbench = create<Workbench>((set, get) => {
  const change = (tab: string, part: Partial<DocumentTab>): void =>
    set({ tabs: get().tabs.map((t) => (t.id === tab ? { ...t, ...part } : t)) })
  return {
    feature: 'overview',
    tabs: [],
    active: null,
    closed: [],
    status: {},
    helpOpen: false,
    helpTopic: null,
    goTo: (feature) => set({ feature, active: null, status: {}, helpTopic: null }),
    openDocument({ feature, documentId, title, parameters }) {
      const id = tabId(feature, documentId)
      const tabs = get().tabs
      const known = tabs.find((t) => t.id === id)
      const tab: DocumentTab = known
        ? { ...known, visited: true, ...(parameters ? { parameters } : {}) }
        : { id, feature, documentId, title, dirty: false, visited: true, parameters: parameters ?? {} }
      set({
        tabs: known ? tabs.map((t) => (t.id === id ? tab : t)) : [...tabs, tab],
        active: id,
        feature,
        ...(get().active === id ? {} : { status: {} }),
      })
    },
    restore(documents) {
      const known = new Set(get().tabs.map((t) => t.id))
      const fresh = documents.map((d): DocumentTab => ({
        id: tabId(d.feature, d.documentId),
        feature: d.feature,
        documentId: d.documentId,
        title: d.title,
        // Work that was not saved comes back with the tab, and says so before it is drawn.
        dirty: d.parameters?.['draft'] !== undefined,
        visited: false,
        parameters: d.parameters ?? {},
      }))
      set({ tabs: [...get().tabs, ...fresh.filter((t) => !known.has(t.id))] })
    },
    activate(tab) {
      const found = tab === null ? null : get().tabs.find((t) => t.id === tab)
      if (found && !found.visited) change(found.id, { visited: true })
      if ((found?.id ?? null) === get().active) return
      set(found ? { active: found.id, feature: found.feature, status: {} } : { active: null, status: {} })
    },
    draw(tab) {
      if (get().tabs.find((t) => t.id === tab)?.visited === false) change(tab, { visited: true })
    },
    closeTab(id) {
      const { tabs, active, closed } = get()
      const index = tabs.findIndex((t) => t.id === id)
      const tab = tabs[index]
      if (!tab) return
      const rest = tabs.filter((t) => t.id !== id)
      const next =
        active === id ? (rest[index] ?? rest[index - 1] ?? null) : (rest.find((t) => t.id === active) ?? null)
      set({ tabs: rest, closed: [...closed, { ...tab, dirty: false }].slice(-20) })
      if (active === id) get().activate(next?.id ?? null)
    },
    reopenClosed() {
      const closed = get().closed
      const tab = closed.at(-1)
      if (!tab) return
      set({ closed: closed.slice(0, -1) })
      get().openDocument(tab)
    },
    cycle(step) {
      const { tabs, active } = get()
      const order = [null, ...tabs.map((t) => t.id)]
      const next = order[(order.indexOf(active) + step + order.length) % order.length]
      get().activate(next ?? null)
    },
    setDirty: (tab, dirty) => {
      if (get().tabs.find((t) => t.id === tab)?.dirty !== dirty) change(tab, { dirty })
    },
    setTitle: (tab, title) => change(tab, { title }),
    renameDocument(tab, documentId, title) {
      const { tabs, active } = get()
      const found = tabs.find((t) => t.id === tab)
      if (!found) return
      const id = tabId(found.feature, documentId)
      const others = tabs.filter((t) => t.id !== id || t.id === tab)
      set({
        tabs: others.map((t) => (t.id === tab ? { ...t, id, documentId, title } : t)),
        active: active === tab ? id : active,
      })
    },
    setParameters: (tab, parameters) => change(tab, { parameters }),
    setStatus: (status) => set({ status }),
    setHelpOpen: (helpOpen) => set({ helpOpen, helpTopic: null }),
    showHelp: (helpTopic) => set({ helpOpen: true, helpTopic }),
    clear: () => set({ tabs: [], active: null, closed: [], status: {}, feature: 'overview' }),
  }
})
