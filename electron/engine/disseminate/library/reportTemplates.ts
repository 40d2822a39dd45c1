// Templates of reports an office starts from: bulletin, quarterly report, school-year report, provincial factsheet,
// yearbook chapter. Out: each report with the charts it shows; its tables are those of the table library. Never data,
// never saved until a user takes it.
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { LiveFigure } from '#shared/model/liveFigure.ts'
import { reportDefinitionSchema } from '#shared/model/report.ts'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import { templateImprint, templateOffice } from '#shared/model/reportTheme.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { z } from 'zod'
import { b } from './build.ts'

export type ReportTemplate = { report: ReportDefinition; charts: ChartDefinition[] }

type FigureInput = { table: string } & Partial<Omit<LiveFigure, 'source'>>
const figure = (id: string, { table, ...more }: FigureInput) => ({
  id,
  source: { from: 'table' as const, id: table },
  ...more,
})
const at = (variable: string, code: string) => ({ variable, code, kind: 'value' as const })

const heading = (vi: string, en: string, level = 1) => ({ type: 'heading' as const, text: b(vi, en), level })
const table = (id: string, more: object = {}) => ({
  type: 'table' as const,
  source: { from: 'table' as const, id },
  anchor: id,
  ...more,
})
const picture = (id: string) => ({ type: 'chart' as const, id, anchor: id })
const says = (text: Bilingual, figures: ReturnType<typeof figure>[], style: 'text' | 'bullet' = 'text') => ({
  type: 'paragraph' as const,
  text,
  figures,
  style,
})
const contents = (of: 'headings' | 'tables' | 'figures') => ({ type: 'contents' as const, of })

/** When an office's form of this kind is usually asked for; the office sets its own dates. */
const due = (
  every: NonNullable<ReportDefinition['schedule']>['every'],
  days: number,
  level: NonNullable<ReportDefinition['schedule']>['level'] = 'country',
): NonNullable<ReportDefinition['schedule']> => ({ every, days, level })

type BlockInput = z.input<typeof reportDefinitionSchema>['blocks'][number]
const template = (
  id: string,
  title: Bilingual,
  more: Partial<Pick<ReportDefinition, 'cover' | 'orientation' | 'layout' | 'schedule'>>,
  blocks: BlockInput[],
  charts: ChartDefinition[] = [],
): ReportTemplate => ({
  report: reportDefinitionSchema.parse({
    kind: 'report',
    id,
    title,
    office: templateOffice,
    numbering: 'automatic',
    ...more,
    blocks,
  }),
  charts,
})
const chart = (
  id: string,
  source: string,
  kind: ChartDefinition['chart'],
  title: Bilingual,
  more: Partial<ChartDefinition> = {},
): ChartDefinition =>
  chartDefinitionSchema.parse({
    kind: 'chart',
    id,
    title,
    source: { from: 'table', id: source },
    chart: kind,
    widthMm: 165,
    heightMm: 80,
    ...more,
  })

const monthlyTrade = template(
  'bulletin_trade',
  b('Bản tin xuất, nhập khẩu hàng hóa', 'Bulletin of trade in goods'),
  { schedule: due('month', 12) },
  [
    {
      type: 'panel',
      items: [
        {
          label: b('Xuất khẩu tháng gần nhất', 'Exports, latest month'),
          figure: figure('exports', { table: 'trade_flow_month', address: [at('flow', 'X')] }),
        },
        {
          label: b('Nhập khẩu tháng gần nhất', 'Imports, latest month'),
          figure: figure('imports', { table: 'trade_flow_month', address: [at('flow', 'N')] }),
        },
      ],
    },
    heading('Tình hình chung', 'Overview'),
    says(b('{x}', '{x}'), [figure('x', { table: 'trade_flow_month', address: [at('flow', 'X')], show: 'sentence' })]),
    says(b('{n}', '{n}'), [figure('n', { table: 'trade_flow_month', address: [at('flow', 'N')], show: 'sentence' })]),
    says(
      b(
        'Thị trường xuất khẩu lớn nhất là {market} ({ref:trade_exports_partner}); diễn biến theo tháng ở {ref:bulletin_trade_months}.',
        'The largest export market is {market} ({ref:trade_exports_partner}); {ref:bulletin_trade_months} shows the months.',
      ),
      [figure('market', { table: 'trade_exports_partner', show: 'largest', among: 'main_markets' })],
    ),
    picture('bulletin_trade_months'),
    table('trade_flow_month'),
    heading('Thị trường', 'Markets'),
    table('trade_exports_partner'),
    table('trade_imports_partner'),
    { type: 'section', orientation: 'landscape' },
    heading('Mặt hàng', 'Goods'),
    table('trade_exports_section'),
    table('trade_imports_section'),
  ],
  [
    chart(
      'bulletin_trade_months',
      'trade_flow_month',
      'line',
      b('Xuất khẩu và nhập khẩu hàng hóa theo tháng', 'Exports and imports of goods by month'),
      { measure: 'value' },
    ),
  ],
)

const quarterlyEnterprises = template(
  'report_enterprises',
  b('Báo cáo doanh nghiệp', 'Report on enterprises'),
  { schedule: due('quarter', 45) },
  [
    heading('Doanh nghiệp đang hoạt động', 'Active enterprises'),
    says(
      b(
        'Loại hình có nhiều doanh nghiệp nhất: {most}. Số doanh nghiệp và lao động theo loại hình ở {ref:ent_ownership}.',
        'The type with most enterprises: {most}. Enterprises and labour by type are in {ref:ent_ownership}.',
      ),
      [figure('most', { table: 'ent_ownership', show: 'largest', among: 'ownership', measure: 'enterprises' })],
    ),
    table('ent_ownership'),
    table('ent_size_class'),
    heading('Doanh thu', 'Turnover'),
    { type: 'section', orientation: 'landscape' },
    table('ent_turnover_growth'),
    { type: 'section', orientation: 'portrait' },
    table('ent_turnover_index'),
    heading('Kết quả tài chính', 'Financial results'),
    table('ent_statements_ownership'),
  ],
)

const schoolYear = template(
  'report_school_year',
  b('Báo cáo giáo dục phổ thông', 'Report on general education'),
  {
    schedule: due('school_year', 60),
    cover: {
      subtitle: b('Trường học, giáo viên, học sinh', 'Schools, teachers, pupils'),
      imprint: templateImprint,
    },
  },
  [
    contents('headings'),
    contents('tables'),
    { type: 'page_break' },
    heading('Trường học', 'Schools'),
    table('edu_schools_sector'),
    table('edu_schools_classrooms'),
    heading('Giáo viên', 'Teachers'),
    table('edu_teachers_sex'),
    table('edu_teachers_qualification'),
    heading('Học sinh', 'Pupils'),
    table('edu_pupils_level_sector'),
    table('edu_pupils_province'),
    table('edu_girls'),
  ],
)

const factsheet = template(
  'factsheet',
  b('Tờ số liệu {territory}', 'Factsheet {territory}'),
  { schedule: due('year', 120, 'province') },
  [
    heading('Giáo dục', 'Education'),
    table('edu_schools_sector'),
    table('edu_teachers_sex'),
    table('edu_pupils_level_sector'),
    heading('Doanh nghiệp', 'Enterprises'),
    table('ent_ownership'),
    table('ent_size_class'),
  ],
)

const yearbookChapter = template(
  'yearbook_education',
  b('Niên giám: Giáo dục', 'Yearbook: Education'),
  { schedule: due('year', 180) },
  [
    contents('tables'),
    { type: 'page_break' },
    table('edu_schools_province'),
    table('edu_schools_classrooms'),
    table('edu_classrooms_condition'),
    table('edu_teachers_sex'),
    table('edu_teachers_age'),
    table('edu_pupils_province'),
    table('edu_pupils_ethnicity'),
    table('edu_girls'),
    table('edu_pupils_per_school'),
  ],
)

const tradeBoard = template(
  'board_trade',
  b('Bảng theo dõi xuất, nhập khẩu', 'Board of trade in goods'),
  { layout: 'board' },
  [
    {
      type: 'panel',
      items: [
        {
          label: b('Xuất khẩu tháng gần nhất', 'Exports, latest month'),
          figure: figure('exports', { table: 'trade_flow_month', address: [at('flow', 'X')] }),
        },
        {
          label: b('Nhập khẩu tháng gần nhất', 'Imports, latest month'),
          figure: figure('imports', { table: 'trade_flow_month', address: [at('flow', 'N')] }),
        },
        {
          label: b('Thị trường xuất khẩu lớn nhất', 'Largest export market'),
          figure: figure('market', { table: 'trade_exports_partner', show: 'largest', among: 'main_markets' }),
        },
      ],
    },
    picture('board_trade_months'),
    picture('board_trade_markets'),
    table('trade_exports_partner', { maxRows: 11 }),
    table('trade_imports_partner', { maxRows: 11 }),
  ],
  [
    chart(
      'board_trade_months',
      'trade_flow_month',
      'line',
      b('Xuất khẩu và nhập khẩu theo tháng', 'Exports and imports by month'),
      { measure: 'value' },
    ),
    chart('board_trade_markets', 'trade_exports_partner', 'grouped_bar', b('Thị trường xuất khẩu', 'Export markets'), {
      measure: 'value',
    }),
  ],
)

export const reportTemplates: readonly ReportTemplate[] = [
  monthlyTrade,
  quarterlyEnterprises,
  schoolYear,
  factsheet,
  yearbookChapter,
  tradeBoard,
]

/** Ids of the library's tables that a report needs. */
export const tablesOfReport = (
  { blocks }: Pick<ReportDefinition, 'blocks'>,
  charts: readonly ChartDefinition[],
): string[] => {
  const ofBlock = (block: ReportBlock): string[] => {
    switch (block.type) {
      case 'table':
        return [block.source.id]
      case 'paragraph':
        return block.figures.map((live) => live.source.id)
      case 'panel':
        return block.items.map((item) => item.figure.source.id)
      default:
        return []
    }
  }
  return [...new Set([...blocks.flatMap(ofBlock), ...charts.map((own) => own.source.id)])]
}
