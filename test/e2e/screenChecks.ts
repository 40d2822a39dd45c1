// What every screen must stand: nothing serious for axe. In: a page. Out: findings as readable lines.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds serious or critical on the screen in front. The focus library's own invisible stops are not ours to
 * name.
 */
export const seriousFindings = async (page: Page, coloursOnly = false): Promise<string[]> => {
  // The page's policy forbids inline scripts, so the checker goes in by the driver's own evaluation, once.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async (only) => {
    type Finding = { id: string; impact: string; nodes: { html: string; failureSummary?: string }[] }
    const { axe: checker } = window as unknown as {
      axe: { run: (context: unknown, options: unknown) => Promise<{ violations: Finding[] }> }
    }
    // Rows of a grid are alike: in a further theme the colours of the first dozen speak for all.
    const alike = only ? [['.ag-row:nth-child(n+13)'], ['tbody > tr:nth-child(n+25)']] : []
    const result = await checker.run(
      { exclude: [['[data-tabster-dummy]'], ['.sd-slot[hidden]'], ...alike] },
      { resultTypes: ['violations'], iframes: false, ...(only ? { runOnly: ['color-contrast'] } : {}) },
    )
    return result.violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160) ?? ''} ${v.nodes[0]?.failureSummary?.slice(0, 200) ?? ''}`)
  }, coloursOnly)
}

/** Waits until nothing loads and no progress bar runs. */
export const quiet = async (page: Page): Promise<void> => {
  await page.waitForTimeout(200)
  await page.waitForFunction(
    () => [...document.querySelectorAll('[role=progressbar], .fui-Spinner')].every((e) => !e.checkVisibility()),
    undefined,
    { timeout: 60_000 },
  )
}
