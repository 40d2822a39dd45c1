// Help pages by language and screen: {vi,en}/<screen>.ts exporting `page`.
import type { Language } from '#shared/model/text.ts'

export type HelpPage = { title: string; about: string; sections: { title: string; points: string[] }[] }

const modules = import.meta.glob<{ page: HelpPage }>('./{vi,en}/*.ts', { eager: true })
const empty: HelpPage = { title: '', about: '', sections: [] }

export const helpPages = (language: Language): Record<string, HelpPage> =>
  Object.fromEntries(
    Object.entries(modules).flatMap(([path, module]) => {
      const found = new RegExp(`^\\./${language}/(\\w+)\\.ts$`).exec(path)
      return found?.[1] ? [[found[1], module.page]] : []
    }),
  )

export const helpPage = (language: Language, screen: string): HelpPage =>
  helpPages(language)[screen] ?? helpPages(language)['overview'] ?? empty
