// Small files as users send them and as reports of trouble describe them: each with the rows that are right. Written by
// code.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { labelled, readAll } from './readAll.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-awkward-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value.code
    throw thrown
  }
  return 'none'
}

describe('delimited text', () => {
  it('keeps zeros in front as codes, reads a decimal comma with thousand points for the whole column', async () => {
    const taken = await readAll(
      file('comma.csv', 'ma;so_tien;ngay\n01;1.234,5;31/01/2024\n02;12;05/02/2024\n10;2.000;01/03/2024\n'),
    )
    expect(taken.variables).toEqual(['ma code', 'so_tien decimal', 'ngay date'])
    expect(taken.rows).toEqual([
      ['01', '1234.5', '2024-01-31'],
      ['02', '12.0', '2024-02-05'],
      ['10', '2000.0', '2024-03-01'],
    ])
  })

  it('sees a zero in front in the last of many rows', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `${i + 10},${i}`)
    const taken = await readAll(file('late.csv', ['zone,n', ...lines, '007,1', ''].join('\n')))
    expect(taken.variables[0]).toBe('zone code')
    expect(taken.rows.at(-1)?.[0]).toBe('007')
  })

  it('decides month first from one date that cannot be day first', async () => {
    const taken = await readAll(file('us.csv', 'k,d\na,01/02/2024\nb,12/31/2024\n'))
    expect(taken.rows.map((row) => row[1])).toEqual(['2024-01-02', '2024-12-31'])
  })

  it('asks where days and months can be exchanged', async () => {
    const taken = await readAll(file('either.csv', 'k,d\na,01/02/2024\nb,03/04/2024\n'))
    expect(taken.suggestion.package.decisions.find((d) => d.column === 'd')?.ask).toBe(true)
  })

  it('never reads a column as dates in which both orders stand', async () => {
    const taken = await readAll(file('both.csv', 'k,d\na,31/01/2024\nb,12/31/2024\n'))
    expect(taken.variables[1]).toBe('d code')
    expect(taken.rows.map((row) => row[1])).toEqual(['31/01/2024', '12/31/2024'])
  })

  it('takes mixed line ends, a byte order mark, a line break in quotes and an end-of-file sign', async () => {
    const taken = await readAll(file('ends.csv', '\ufeffa,b\r\n1,"x\r\ny"\n2,z\r\n3,w\n\u001a'))
    expect(taken.rows).toEqual([
      ['1', 'x\r\ny'],
      ['2', 'z'],
      ['3', 'w'],
    ])
  })

  it('keeps a quote inside a field, and rejects a row whose quote never closes without losing the next', async () => {
    const taken = await readAll(file('quotes.csv', 'id,size\n1,5" pipe\n2,"open\n3,ok\n'))
    expect(taken.rows).toEqual([
      ['1', '5" pipe'],
      ['3', 'ok'],
    ])
    expect(taken.rejected).toEqual({ QUOTE: 1 })
  })

  it('reads a file of stray quotes in time that grows with its size', async () => {
    // Of the processor: what runs beside takes the clock's time, not this.
    const before = process.cpuUsage()
    const taken = await readAll(file('stray.csv', `a,b\n${'"x,1\n'.repeat(60_000)}`))
    const { user, system } = process.cpuUsage(before)
    expect(taken.rows.length + Object.values(taken.rejected).reduce((a, b) => a + b, 0)).toBe(60_000)
    expect((user + system) / 1000).toBeLessThan(20_000)
  }, 120_000)

  it('rejects rows with too many or too few fields, and says so', async () => {
    const taken = await readAll(file('ragged.csv', 'a,b,c\n1,x,2\n1,x\n1,x,2,3\n2,y,3\n'))
    expect(taken.rejected).toEqual({ COLUMN_COUNT: 2 })
    expect(taken.rows).toHaveLength(2)
  })

  it('names duplicate and empty headings', async () => {
    const taken = await readAll(file('names.csv', 'x,x,,X\n1,2,3,4\n5,6,7,8\n'))
    expect(taken.suggestion.header).toEqual(['x', 'x_2', 'column_3', 'X_3'])
    expect(taken.rows[0]).toEqual(['1', '2', '3', '4'])
  })

  it('takes the first row for data where it is no heading', async () => {
    const taken = await readAll(file('bare.csv', '5.1,3.5,a\n4.9,3.0,a\n4.7,3.2,b\n'))
    expect(taken.rows).toEqual([
      ['5.1', '3.5', 'a'],
      ['4.9', '3.0', 'a'],
      ['4.7', '3.2', 'b'],
    ])
  })

  it('takes years over figures for a heading, below words about the file', async () => {
    const text =
      '"Data Source","Indicators",\n\n"Country Name","Code","1960","1961",\n"Aruba","ABW","54608","55811",\n"Viet Nam","VNM","32670039","33666108",\n"Kosovo","XKX","","",\n'
    const taken = await readAll(file('years.csv', text))
    expect(taken.suggestion.header).toEqual(['Country Name', 'Code', '1960', '1961'])
    expect(taken.rows).toEqual([
      ['Aruba', 'ABW', '54608', '55811'],
      ['Viet Nam', 'VNM', '32670039', '33666108'],
      ['Kosovo', 'XKX', null, null],
    ])
  })

  it('reads three decimals below one as decimals, in a file of Vietnamese words too', async () => {
    const taken = await readAll(file('tyle.csv', 'ma_tinh,tỷ lệ\n01,0.125\n79,1.250\n46,0.500\n'))
    expect(taken.variables).toEqual(['ma_tinh code', 'ty_le decimal'])
    expect(taken.rows.map((row) => row[1])).toEqual(['0.125', '1.250', '0.500'])
  })

  it('takes a point for a decimal point beside numbers that group no thousands, and asks where nothing tells', async () => {
    const told = await readAll(file('told.csv', 'k,số\na,1.234\nb,1500\nc,2.5\n'))
    expect(told.rows.map((row) => row[1])).toEqual(['1.234', '1500.000', '2.500'])
    const asked = await readAll(file('asked.csv', 'k,số\na,1.234\nb,15\n'))
    expect(asked.suggestion.package.decisions.find((d) => d.column === 'số')?.ask).toBe(true)
  })

  it('keeps as text, and asks about, amounts of several units and codes that lost digits', async () => {
    const text = 'mst,gia,phan_tram,tien\n1.00065E+08,$5,12%,5\n0100065018,€6,0.5,6 đ\n0600000202,7,3%,7\n'
    const taken = await readAll(file('units.csv', text))
    expect(taken.variables).toEqual(['mst code', 'gia code', 'phan_tram decimal', 'tien integer'])
    const asked = taken.suggestion.package.decisions.flatMap((d) => (d.ask && d.about === 'column' ? [d.column] : []))
    expect(asked).toEqual(['mst', 'gia', 'phan_tram', 'tien'])
  })

  it('takes no row for a heading because a sign before its number is odd', async () => {
    const taken = await readAll(file('signs.csv', 'k,v\na,-5\nb,(3)\nc,\u22122\nd,+4\ne,\u22127\n'))
    expect(taken.rows.map((row) => row[1])).toEqual(['-5', '-3', '-2', '4', '-7'])
    const money = await readAll(file('money.csv', 'k,v\na,€5\nb,€6.5\nc,€7\n'))
    expect(money.rows.map((row) => row[1])).toEqual(['5.0', '6.5', '7.0'])
  })

  it('takes no first row for a heading where it is data with question marks for what is missing', async () => {
    const taken = await readAll(
      file(
        'adult.data',
        '39, State, 77516, <=50K\n50, ?, 83311, <=50K\n38, Private, 215646, >50K\n53, Private, 234721, >50K\n',
      ),
    )
    expect(taken.rows[1]).toEqual(['50', null, '83311', '<=50K'])
    expect(taken.rows).toHaveLength(4)
  })

  it('reads columns set by blanks with a tab before the last', async () => {
    const lines = [
      '18.0   8   307.0  70  1\t"chevrolet malibu"',
      '15.0   8   ?      70  1\t"buick skylark 320"',
      '16.0   8   304.0  71  1\t"amc rebel sst"',
    ]
    const taken = await readAll(file('mpg.data', `${lines.join('\n')}\n`))
    expect(taken.rows[1]).toEqual(['15.0', '8', null, '70', '1', 'buick skylark 320'])
  })

  it('finds a heading in line 7, joins two rows of it, and rejects the totals', async () => {
    const text = [
      'UBND TỈNH A,,,',
      'BÁO CÁO NĂM 2023,,,',
      ',,,',
      ',,,Đơn vị: người',
      ',,,',
      'Mã,Tên,Dân số,',
      ',,Nam,Nữ',
      '01,X,10,20',
      '02,Y,30,40',
      ',Tổng cộng,40,60',
      '',
    ].join('\n')
    const taken = await readAll(file('office.csv', text))
    expect(taken.suggestion.header).toEqual(['Mã', 'Tên', 'Dân số - Nam', 'Dân số - Nữ'])
    expect(taken.rows).toEqual([
      ['01', 'X', '10', '20'],
      ['02', 'Y', '30', '40'],
    ])
    expect(taken.rejected).toEqual({ TOTALS_ROW: 1 })
    expect(taken.suggestion.period?.value).toBe('2023')
  })

  it('a column of numbers and of something else stays text, and somebody is asked; so are days and months that can be exchanged', async () => {
    const asked = async (...lines: string[]): Promise<string[]> => {
      const { suggestion } = await readAll(file('asked.csv', lines.join('\n')))
      return suggestion.package.decisions.flatMap((d) => (d.ask ? [d.column ?? d.about] : []))
    }
    expect(await asked('ma,tien', '01,12', '02,(23)', '03,-30', '04,400-', '05,7', '')).toContain('tien')
    expect(await asked('stt,ngay', '1,01/02/2025', '2,03/04/2025', '3,12/11/2025', '')).toContain('ngay')
    expect(await asked('stt,ngay', '1,01/02/2025', '2,12/31/2025', '3,31/12/2025', '')).toContain('ngay')
    expect(await asked('ma,dia_chi', '01,Số 12 Lê Lợi', '02,Tổ 3', '03,Thôn 5', '')).not.toContain('dia_chi')
  })

  it('totals between the records, above them, or called by the name of the country, are no records', async () => {
    const records = async (...lines: string[]) => (await readAll(file('totals.csv', lines.join('\n')))).rows
    const between = ['tinh,so_hs', 'Ha Noi,100', 'Hue,200', 'Tổng cộng,300', 'Da Nang,50', 'Cộng,50', 'Tổng số,350', '']
    expect(await records(...between)).toEqual([
      ['Ha Noi', '100'],
      ['Hue', '200'],
      ['Da Nang', '50'],
    ])
    expect(await records('ma,tinh,so_hs', '01,Ha Noi,100', '02,Hue,200', ',Toàn quốc,300', '')).toHaveLength(2)
    expect(await records('tinh,so_hs', 'Cả nước,350', 'Ha Noi,100', 'Hue,200', 'Da Nang,50', '')).toHaveLength(3)
    // Letters that go on below are records, no numbers of columns.
    expect(await records('ten,so', 'A,1', 'B,2', 'C,4', '')).toHaveLength(3)
    // A record that is only called so stays one: its figure is no sum.
    expect(await records('ten,so', 'An,11', 'Bình,25', 'Tổng cộng,70', 'Chi,4', '')).toHaveLength(4)
  })

  it('keeps a record that is only named "Total"', async () => {
    const taken = await readAll(file('tidy.csv', 'sex,region,n\nmale,A,1\nfemale,A,2\nTotal,A,9\n'))
    expect(taken.rows).toHaveLength(3)
  })

  it('keeps NA where codes of two letters stand, and takes it for missing beside numbers', async () => {
    const taken = await readAll(file('na.csv', 'iso2,v\nVN,1\nNA,NA\nLA,2\nTH,3\nMM,4\nKH,5\n'))
    expect(taken.rows[1]).toEqual(['NA', null])
    expect(taken.variables[1]).toBe('v integer')
  })

  it('keeps numbers of many digits exact', async () => {
    const taken = await readAll(file('exact.csv', 'a,b\n0.30000000000000004,12345678901234567890\n1.5,2\n'))
    expect(taken.rows[0]).toEqual(['0.30000000000000004', '12345678901234567890'])
  })

  it('takes two thousand columns, and says of five thousand that they are too many', async () => {
    const wide = (count: number): string =>
      [0, 1, 2]
        .map((row) => Array.from({ length: count }, (_, i) => (row === 0 ? `c${i}` : String(row * i))).join(','))
        .join('\n')
    expect((await readAll(file('wide.csv', wide(2000)))).rows[0]).toHaveLength(1990)
    expect(await codeOf(readAll(file('wider.csv', wide(5000))))).toBe('TOO_MANY_COLUMNS')
  })

  it('rejects a field of ten megabytes and keeps the others', async () => {
    const taken = await readAll(file('long.csv', `id,t\n1,a\n2,"${'x'.repeat(10_000_000)}"\n3,b\n`))
    expect(taken.rejected).toEqual({ FIELD_TOO_LONG: 1 })
    expect(taken.rows.map((row) => row[1])).toEqual(['a', 'b'])
  })

  it('passes over a million empty lines', async () => {
    const taken = await readAll(file('blank.csv', `a,b\n1,x\n${'\n'.repeat(1_000_000)}2,y\n`))
    expect(taken.rows).toHaveLength(2)
  })

  it('reads fields of fixed width and blanks between quoted fields', async () => {
    const fixed = await readAll(
      file('fixed.txt', 'MA   TEN          SO\n01   Nguyen Van    5\n02   Le           12\n10   Tran Thi B  123\n'),
    )
    expect(fixed.rows).toEqual([
      ['01', 'Nguyen Van', '5'],
      ['02', 'Le', '12'],
      ['10', 'Tran Thi B', '123'],
    ])
    const blanks = await readAll(file('rows.txt', '"x" "y"\n"a b" 1 2\n"c" 3 4\n"d e" 5 6\n"f" 7 8\n'))
    expect(blanks.rows[0]).toEqual(['a b', '1', '2'])
  })

  it('does not run a formula, and keeps it as the text it is', async () => {
    const taken = await readAll(file('formula.csv', 'a,b\nx,=1+1\ny,"=HYPERLINK(""http://a"")"\n'))
    expect(taken.rows.map((row) => row[1])).toEqual(['=1+1', '=HYPERLINK("http://a")'])
  })
})

describe('encodings', () => {
  const text = 'ma;ten\n01;Nguyễn Thị Hồng Nhung\n02;Đặng Quỳnh Hương\n03;Trần Văn Cường\n'
  const right = [
    ['01', 'Nguyễn Thị Hồng Nhung'],
    ['02', 'Đặng Quỳnh Hương'],
    ['03', 'Trần Văn Cường'],
  ]
  const tones = '\u0300\u0301\u0303\u0309\u0323'
  const apart = [...text]
    .map((letter) => {
      const parts = [...letter.normalize('NFD')]
      const tone = parts.find((p) => tones.includes(p)) ?? ''
      return (
        parts
          .filter((p) => p !== tone)
          .join('')
          .normalize('NFC') + tone
      )
    })
    .join('')
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8 in parts', Buffer.from(text.normalize('NFD'))],
    ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['utf-16le without a mark', iconv.encode(text, 'utf-16le')],
    ['windows-1258', iconv.encode(apart, 'windows1258')],
    [
      'TCVN3',
      Buffer.from(
        'ma;ten\n01;NguyÔn ThÞ Hång Nhung\n02;\u00a7Æng Quúnh H\u00ad\u00acng\n03;TrÇn V\u00a8n C\u00ad\u00eang\n',
        'latin1',
      ),
    ],
    ['VNI', Buffer.from('ma;ten\n01;Nguyeãn Thò Hoàng Nhung\n02;Ñaëng Quyønh Höông\n03;Traàn Vaên Cöôøng\n', 'latin1')],
  ])('%s', async (name, bytes) => {
    const taken = await readAll(file(`encoding ${name}.csv`, bytes))
    expect(taken.rows).toEqual(right)
  })

  it('keeps Western letters of Windows-1252', async () => {
    const taken = await readAll(
      file('western.csv', iconv.encode('k,city\na,São Paulo\nb,Besançon\nc,Málaga\nd,Zürich\n', 'windows1252')),
    )
    expect(taken.rows.map((row) => row[1])).toEqual(['São Paulo', 'Besançon', 'Málaga', 'Zürich'])
  })
})

describe('other texts', () => {
  it('carries the fields of ancestors down to each repeating element of XML', async () => {
    const xml =
      '<?xml version="1.0"?><HS><mst>0101234567</mst><TK id="7"><ngay>2024-01-05</ngay><ct><ma>01</ma><tien>5</tien></ct><ct><ma>02</ma><tien>6</tien></ct></TK></HS>'
    const taken = await readAll(file('declaration.xml', xml))
    expect(taken.suggestion.header).toEqual(['mst', 'id', 'ngay', 'ma', 'tien'])
    expect(taken.rows).toEqual([
      ['0101234567', '7', '2024-01-05', '01', '5'],
      ['0101234567', '7', '2024-01-05', '02', '6'],
    ])
  })

  it('refuses entities of a document', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;">]><a><b><c>&z;</c><d>1</d></b><b><c>2</c><d>1</d></b></a>'
    expect(await codeOf(readAll(file('bomb.xml', bomb)))).toBe('XML_ENTITIES')
  })

  it('reads JSON with all digits, nested objects as columns, a field that comes late', async () => {
    const json =
      '{"meta":1,"data":[{"id":"001","n":12345678901234567890,"o":{"a":1.50}},{"id":"002","n":2,"late":true}]}'
    const taken = await readAll(file('nested.json', json))
    expect(taken.suggestion.header).toEqual(['id', 'n', 'o.a', 'late'])
    expect(taken.rows).toEqual([
      ['001', '12345678901234567890', '1.50', null],
      ['002', '2', null, 'true'],
    ])
  })

  it('reads lines of JSON and arrays of arrays', async () => {
    expect((await readAll(file('l.jsonl', '{"a":"01","b":1}\n{"a":"02","b":2}\n'))).rows).toEqual([
      ['01', '1'],
      ['02', '2'],
    ])
    expect(
      (await readAll(file('census.json', '[["NAME","POP","state"],["A","100","01"],["B","200","02"]]'))).rows,
    ).toEqual([
      ['A', '100', '01'],
      ['B', '200', '02'],
    ])
  })

  it.each([
    ['lists side by side', '{"ma":["01","02"],"so":[1.50,2]}'],
    ['columns of numbered values', '{"ma":{"0":"01","1":"02"},"so":{"0":1.50,"1":2}}'],
    ['numbered records', '{"0":{"ma":"01","so":1.50},"1":{"ma":"02","so":2}}'],
  ])('reads a JSON object of %s', async (name, json) => {
    const taken = await readAll(file(`${name}.json`, json))
    expect(taken.suggestion.header).toEqual(['ma', 'so'])
    expect(taken.rows).toEqual([
      ['01', '1.50'],
      ['02', '2.00'],
    ])
  })

  it('reads a PX file cell by cell, with codes and labels', async () => {
    const px =
      'CHARSET="ANSI";\nAXIS-VERSION="2000";\nCODEPAGE="utf-8";\nMATRIX="m";\nDECIMALS=1;\nCONTENTS="Dân số";\nSTUB="tinh";\nHEADING="nam";\nVALUES("tinh")="Hà Nội","Huế";\nCODES("tinh")="01","46";\nVALUES("nam")="2020","2021";\nDATA=\n1.5 2.0\n".." 3\n;\n'
    const taken = await readAll(file('m.px', px))
    expect(taken.rows).toEqual([
      ['01', '2020', '1.5'],
      ['01', '2021', '2.0'],
      ['46', '2020', null],
      ['46', '2021', '3.0'],
    ])
    expect(labelled(taken)[2]?.[0]).toBe('Huế')
  })

  it('reads JSON-stat, cells left out having no figure', async () => {
    const dataset = {
      version: '2.0',
      class: 'dataset',
      id: ['tinh', 'nam'],
      size: [2, 2],
      dimension: {
        tinh: { category: { index: ['01', '46'], label: { '01': 'Hà Nội', '46': 'Huế' } } },
        nam: { category: { index: { '2020': 0, '2021': 1 } } },
      },
      value: { 0: 1.5, 3: 4 },
    }
    const taken = await readAll(file('s.json', JSON.stringify(dataset)))
    expect(taken.rows.map((row) => row[2])).toEqual(['1.5', null, null, '4.0'])
    expect(labelled(taken)[3]?.[0]).toBe('Huế')
  })

  it('reads CSPro data by a dictionary of the old form', async () => {
    const dictionary = [
      '[Dictionary]',
      'RecordTypeStart=1',
      'RecordTypeLen=1',
      '[Level]',
      'Name=L1',
      '[IdItems]',
      '',
      '[Item]',
      'Name=HHID',
      'Start=2',
      'Len=3',
      'ZeroFill=Yes',
      '',
      '[Record]',
      'Name=HOUSE',
      "RecordTypeValue='1'",
      '[Item]',
      'Label=Thu nhập',
      'Name=INCOME',
      'Start=5',
      'Len=5',
      'Decimal=1',
      '',
      '[Record]',
      'Name=PERSON',
      "RecordTypeValue='2'",
      '[Item]',
      'Label=Giới tính',
      'Name=SEX',
      'Start=5',
      'Len=1',
      '[ValueSet]',
      'Name=SEX_VS1',
      'Value=1;Nam',
      'Value=2;Nữ',
      '',
    ].join('\r\n')
    file('cspro/s.dcf', dictionary)
    const path = file('cspro/s.dat', '1001  125\r\n20011\r\n20012\r\n1002   50\r\n20021\r\n')
    const house = await readAll(path, { table: 'HOUSE' })
    expect(house.rows).toEqual([
      ['001', '12.5'],
      ['002', '5.0'],
    ])
    const person = await readAll(path, { table: 'PERSON' })
    expect(labelled(person)).toEqual([
      ['001', 'Nam'],
      ['001', 'Nữ'],
      ['002', 'Nam'],
    ])
  })

  it('takes labels of a Survey Solutions export from the command file beside it', async () => {
    file(
      'suso/hh.do',
      'label define q1 1 `"Có"\' 2 `"Không"\'\nlabel values q1 q1\nlabel variable q1 `"Có vườn không"\'\n',
    )
    const taken = await readAll(
      file('suso/hh.tab', 'interview__id\tq1\tq2\nabc\t1\t5\nabd\t2\t-999999999\nabe\t1\t##N/A##\n'),
    )
    expect(labelled(taken).map((row) => row[1])).toEqual(['Có', 'Không', 'Có'])
    expect(taken.rows.map((row) => row[2])).toEqual(['5', null, null])
    expect(taken.suggestion.package.dataset.variables[1]?.label.vi).toBe('Có vườn không')
  })
})

describe('what is no data', () => {
  it.each([
    ['nothing in it', Buffer.alloc(0), 'FILE_EMPTY'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'FORMAT_UNSUPPORTED'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'FORMAT_UNSUPPORTED'],
    ['bytes of nothing known', Buffer.from([1, 2, 0, 3, 0, 0, 250, 0, 9, 9, 0, 0, 1]), 'FORMAT_UNKNOWN'],
  ])('%s', async (name, bytes, code) => {
    expect(await codeOf(readAll(file(`no ${name}`, bytes)))).toBe(code)
  })

  it('says of a protected workbook that it has a password', async () => {
    const head = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(2000),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(500),
    ])
    expect(await codeOf(readAll(file('locked.xlsx', head)))).toBe('FILE_PASSWORD')
    expect(
      await codeOf(
        readAll(file('old.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4000)]))),
      ),
    ).toBe('FORMAT_UNSUPPORTED')
  })

  it('fails for a file that is not there', async () => {
    expect(await codeOf(readAll(join(folder, 'absent.csv')))).toBe('FILE_NOT_FOUND')
  })
})
