// The commodity groups by which trade is published, each with its weight, its goods and its traders: the calibration of
// customs lines. Out: groups of exports and imports, monthly totals, partners. Weights are million USD in
// January–October 2024 (customs and statistics office figures); months after October 2024 follow the published yearly
// totals and the usual season.

export type TradeGroup = {
  flow: 'X' | 'N'
  /** Share in the flow's value. */
  weight: number
  /** Tilt of the weight in 2025. */
  tilt: number
  name: string
  headings: string[]
  /** Share of foreign-invested traders before the flow's total is balanced. */
  foreign: number
  foreignDivision: string
  otherDivision: string
  unit: string
  /** USD for one unit, and kilograms of one unit. */
  price: number
  weightKg: number
  /** Partner profile in `partners`. */
  partners: string
}

/** weight | tilt | name | headings | foreign share % | divisions (foreign, other) | unit | USD per unit | kg per unit | partners */
const exports = `
8239|1.12|Thủy sản|0304 0306 0303 1604 1605|8|10 10|KGM|5.2|1|seafood
6160|1.2|Hàng rau quả|0810 0805 0709 2008|14|10 46|KGM|1.6|1|fruit
3531|1.2|Hạt điều nhân|0801|10|10 10|KGM|5.9|1|west
4492|1.6|Cà phê|0901 2101|28|46 46|KGM|3.9|1|coffee
209|1|Chè|0902|12|10 01|KGM|1.7|1|asia
1089|1.25|Hạt tiêu|0904|30|46 46|KGM|5|1|west
4887|0.8|Gạo|1006|4|46 46|TNE|620|1000|rice
960|1|Sắn và sản phẩm|0714 1108|10|46 10|TNE|430|1000|fruit
984|1.05|Bánh kẹo, sản phẩm ngũ cốc|1905 1902 1704|45|10 10|KGM|2.6|1|asia
846|1.2|Thức ăn gia súc|2309 2306|50|10 10|TNE|520|1000|asia
189|1|Quặng và khoáng sản|2505 2614 2516|10|08 08|TNE|95|1000|asia
982|1|Clanhke và xi măng|2523|12|23 23|TNE|38|1000|asia
129|0.7|Than đá|2701|0|05 05|TNE|190|1000|asia
1505|0.7|Dầu thô|2709|78|06 06|TNE|650|1000|asia
1541|0.8|Xăng dầu|2710|30|19 46|TNE|790|1000|asia
2336|1.05|Hóa chất|2836 2915 2905|62|20 20|KGM|1.1|1|asia
2203|1.1|Sản phẩm hóa chất|3304 3402 3824|60|20 20|KGM|2.4|1|asia
587|1|Phân bón|3102 3105|8|20 20|TNE|340|1000|asia
2252|1|Chất dẻo nguyên liệu|3901 3902 3907|70|20 22|KGM|1.3|1|asia
5429|1.1|Sản phẩm chất dẻo|3923 3926 3920|68|22 22|KGM|3|1|west
2524|1|Cao su|4001 4002|25|22 01|KGM|1.6|1|fruit
994|1.1|Sản phẩm cao su|4011 4016|78|22 22|KGM|4|1|west
3389|1.05|Túi xách, ví, va li, mũ, ô dù|4202 6505|74|15 15|PCE|7.5|0.6|west
651|1.1|Sản phẩm mây tre, cói, thảm|4602 5702|22|16 16|PCE|3.2|0.8|west
13075|1.05|Gỗ và sản phẩm gỗ|9403 9401 4412 4401|48|31 16|PCE|64|18|wood
1738|1.15|Giấy và sản phẩm từ giấy|4804 4819|58|17 17|KGM|0.9|1|asia
3641|1|Xơ, sợi dệt|5205 5402 5509|68|13 13|KGM|2.7|1|fruit
30296|1.05|Hàng dệt, may|6203 6204 6109 6110 6201|62|14 14|PCE|6.4|0.35|garment
651|1.05|Vải mành, vải kỹ thuật|5902 5903|88|13 13|KGM|4|1|west
18474|1.04|Giày dép|6404 6403 6402|79|15 15|PR|13.8|0.9|footwear
1843|1.05|Nguyên phụ liệu dệt, may, da, giày|5806 9607 4107|68|13 13|KGM|6.2|1|asia
533|1|Sản phẩm gốm, sứ|6907 6911|52|23 23|PCE|4.4|2|west
970|1|Thủy tinh|7005 7013|80|23 23|KGM|1.4|1|asia
518|1.9|Đá quý, kim loại quý|7113 7108|70|32 32|GRM|38|0.001|asia
7990|0.85|Sắt thép|7208 7210 7213|34|24 24|TNE|690|1000|steel
3667|1.1|Sản phẩm từ sắt thép|7308 7318 7326|62|25 25|KGM|2.1|1|west
3469|1.1|Kim loại thường khác|7403 7606 7601|58|24 24|KGM|4.3|1|asia
58477|1.3|Máy vi tính, sản phẩm điện tử và linh kiện|8542 8471 8473 8528 8524|97|26 26|PCE|9.6|0.08|electronics
46560|0.86|Điện thoại và linh kiện|8517|99|26 26|PCE|118|0.3|phones
6839|1.05|Máy ảnh, máy quay phim|8525 9006|99|26 26|PCE|41|0.25|phones
42910|1.05|Máy móc, thiết bị, phụ tùng|8443 8504 8479 8536 8501|92|27 28|PCE|26|2.4|west
2854|1.1|Dây điện và cáp điện|8544|80|27 27|KGM|9.2|1|asia
12236|1.15|Phương tiện vận tải và phụ tùng|8708 8714 8544 8703|83|29 30|PCE|34|4|west
2695|1.15|Nội thất từ chất liệu khác|9401 9404|70|31 31|PCE|38|12|wood
3112|1.6|Đồ chơi, dụng cụ thể thao|9503 9506 9504|92|32 32|PCE|5.5|0.5|west
14892|1.1|Hàng hóa khác|3926 8507 9405 8541 7616|62|25 46|PCE|12|1|west
`

const imports = `
2106|1.1|Thủy sản|0303 0306|35|10 46|KGM|2.6|1|importAsia
921|1.1|Sữa và sản phẩm sữa|0402 0406|25|46 10|KGM|3.5|1|importWest
1861|1.15|Rau quả|0808 0703|8|46 46|KGM|1.4|1|china
2897|1.1|Hạt điều|0801|10|10 10|KGM|1.3|1|cashew
1386|1|Lúa mì|1001|45|10 46|TNE|270|1000|grain
2344|1|Ngô|1005|50|10 46|TNE|248|1000|grain
930|1|Đậu tương|1201|50|10 46|TNE|500|1000|grain
1106|1.1|Dầu mỡ động thực vật|1511|40|10 10|KGM|1|1|importAsia
476|1.05|Bánh kẹo, sản phẩm ngũ cốc|1905|25|46 46|KGM|4|1|importAsia
1091|1.05|Chế phẩm thực phẩm khác|2106|40|46 10|KGM|5.4|1|importWest
4098|1|Thức ăn gia súc và nguyên liệu|2304 2309|55|10 10|TNE|480|1000|grain
328|1.05|Nguyên phụ liệu thuốc lá|2401|20|46 46|KGM|6|1|importAsia
2426|1|Quặng và khoáng sản|2601 2603|48|24 24|TNE|120|1000|coal
6631|0.9|Than đá|2701|32|35 35|TNE|128|1000|coal
7013|0.85|Dầu thô|2709|72|19 19|TNE|610|1000|oil
6613|0.85|Xăng dầu|2710|8|46 46|TNE|770|1000|importAsia
1715|1|Khí đốt hóa lỏng|2711|12|46 46|TNE|620|1000|oil
1376|1|Sản phẩm khác từ dầu mỏ|2713 2712|22|46 46|TNE|520|1000|importAsia
6910|1.05|Hóa chất|2902 2917 2836|55|20 20|KGM|0.9|1|china
6280|1.05|Sản phẩm hóa chất|3824 3204 3506|60|20 20|KGM|3.1|1|china
386|1.05|Nguyên phụ liệu dược phẩm|2941|15|46 46|KGM|22|1|china
3534|1.1|Dược phẩm|3004 3002|20|46 46|KGM|58|1|importWest
1441|1.1|Phân bón|3102 3105|4|46 46|TNE|320|1000|china
1154|1.1|Mỹ phẩm và chế phẩm vệ sinh|3304 3401|45|46 46|KGM|9|1|importAsia
774|1.05|Thuốc trừ sâu|3808|28|46 20|KGM|6.8|1|china
9439|1.05|Chất dẻo nguyên liệu|3901 3902 3907|62|22 22|KGM|1.4|1|importAsia
7164|1.1|Sản phẩm chất dẻo|3920 3926 3919|80|26 22|KGM|5|1|china
2306|1.1|Cao su|4001 4002|50|22 46|KGM|1.5|1|importAsia
870|1.1|Sản phẩm từ cao su|4016 4011|70|22 46|KGM|6|1|importAsia
2252|1.15|Gỗ và sản phẩm gỗ|4403 4407|30|31 16|MTQ|240|700|importWest
1826|1.05|Giấy các loại|4804 4810|40|17 17|KGM|0.85|1|importAsia
894|1.05|Sản phẩm từ giấy|4819 4821|78|26 17|KGM|2.6|1|china
2413|1|Bông|5201|60|13 13|KGM|1.9|1|cotton
2235|1|Sợi dệt|5402 5205|62|13 13|KGM|2.3|1|china
12175|1.05|Vải|5407 6006 5208|60|14 14|KGM|6.6|1|china
5853|1.05|Nguyên phụ liệu dệt, may, da, giày|5806 9606 4107|68|15 14|KGM|7.2|1|china
1269|1.05|Thủy tinh|7007 7005|86|26 23|KGM|2.9|1|china
702|1.2|Đá quý, kim loại quý|7102 7108|45|32 32|GRM|30|0.001|importWest
1459|0.9|Phế liệu sắt thép|7204|15|24 24|TNE|390|1000|importWest
10464|1|Sắt thép|7208 7225 7219|38|24 24|TNE|720|1000|china
5283|1.1|Sản phẩm từ sắt thép|7326 7318 7308|70|25 25|KGM|3.4|1|china
7804|1.1|Kim loại thường khác|7403 7601|58|27 24|KGM|6.2|1|importAsia
2592|1.1|Sản phẩm từ kim loại thường|8302 7616|74|25 25|KGM|5.5|1|china
88209|1.33|Máy vi tính, sản phẩm điện tử và linh kiện|8542 8473 8541 8524 8534|93|26 26|PCE|3.2|0.02|chips
1831|1.05|Hàng điện gia dụng|8418 8450 8415|35|46 46|PCE|92|22|importAsia
8447|1.15|Điện thoại và linh kiện|8517|94|26 46|PCE|14|0.06|china
1828|1.2|Máy ảnh, máy quay phim|8525|97|26 26|PCE|11|0.05|china
39604|1.2|Máy móc, thiết bị, phụ tùng|8479 8486 8504 8536 9031|64|26 46|PCE|68|6|china
2713|1.15|Dây điện và cáp điện|8544|84|27 27|KGM|11|1|china
6852|1.15|Ô tô và linh kiện|8708 8703 8704|42|29 46|PCE|420|48|cars
516|1|Xe máy và linh kiện|8714|62|30 46|PCE|18|2|importAsia
1201|1.2|Phương tiện vận tải khác|8803 8901|10|46 49|PCE|5200|300|importWest
17230|1.05|Hàng hóa khác|3926 9405 8507 8541 9018|55|26 46|PCE|9|1|china
`

const parse = (flow: 'X' | 'N', text: string): TradeGroup[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [
        weight = '',
        tilt = '',
        name = '',
        headings = '',
        foreign = '',
        divisions = '',
        unit = '',
        price = '',
        weightKg = '',
        partners = '',
      ] = line.split('|')
      const [foreignDivision = '46', otherDivision = '46'] = divisions.split(' ')
      return {
        flow,
        weight: Number(weight),
        tilt: Number(tilt),
        name,
        headings: headings.split(' '),
        foreign: Number(foreign) / 100,
        foreignDivision,
        otherDivision,
        unit,
        price: Number(price),
        weightKg: Number(weightKg),
        partners,
      }
    })

export const tradeGroups: TradeGroup[] = [...parse('X', exports), ...parse('N', imports)]

/** Million USD by month, January 2024 to December 2025. */
export const monthlyTotals: Record<'X' | 'N', number[]> = {
  X: [
    34_520, 24_685, 33_659, 31_053, 32_267, 33_658, 36_236, 37_792, 34_078, 35_587, 34_500, 36_960, 33_330, 31_260,
    38_690, 37_630, 39_800, 39_680, 42_450, 43_600, 42_890, 42_180, 39_250, 44_300,
  ],
  N: [
    30_900, 23_304, 30_881, 29_987, 32_723, 30_457, 33_880, 33_742, 31_758, 33_601, 33_280, 35_900, 30_220, 32_930,
    37_050, 37_060, 39_160, 36_750, 40_160, 39_860, 39_960, 39_660, 38_150, 44_070,
  ],
}

/** Shares of foreign-invested enterprises in the value of each flow. */
export const foreignShare = { X: 0.722, N: 0.637 } as const

/** VND for one USD in customs value, by month. */
export const exchangeRates = [
  24_360, 24_420, 24_640, 24_950, 25_230, 25_240, 25_280, 25_130, 24_720, 24_850, 25_180, 25_270, 25_200, 25_330,
  25_480, 25_790, 25_920, 26_020, 26_100, 26_190, 26_310, 26_260, 26_250, 26_190,
]

/** Partner countries with shares in percent; what is missing to 100 goes to `elsewhere`. */
export const partners: Record<string, string> = {
  west: 'US 31, CN 11, JP 7, KR 6, NL 4, DE 4, GB 3, IN 3, TH 3, CA 2, AU 2, FR 2, ES 1, IT 2, MX 2, HK 3',
  asia: 'CN 22, JP 11, KR 10, TH 7, KH 8, ID 6, MY 5, PH 6, IN 5, TW 4, US 6, AU 2, LA 1, BD 1',
  seafood: 'US 18, CN 19, JP 15, KR 8, NL 3, GB 3, CA 3, TH 3, AU 3, DE 3, HK 3, MX 1',
  fruit: 'CN 63, US 6, KR 5, TH 4, JP 3, NL 2, AU 2, TW 2, MY 2',
  coffee: 'DE 13, ES 8, IT 9, US 6, JP 8, RU 6, NL 5, PH 5, DZ 3, BE 4, CN 4, TH 3, GB 3, KR 3',
  rice: 'PH 46, ID 19, MY 9, GH 6, CN 3, CI 5, SG 2, HK 1, AE 1, KH 1',
  wood: 'US 56, CN 12, JP 10, KR 5, GB 2, CA 2, AU 1, DE 1, MY 1, FR 1',
  garment: 'US 44, JP 12, KR 9, CN 3, DE 3, NL 3, ES 3, GB 3, CA 4, KH 2, FR 2, HK 1, AU 1, IT 1',
  footwear: 'US 36, CN 8, BE 6, DE 5, NL 7, JP 5, GB 4, KR 3, FR 3, IT 2, MX 3, CA 2, ES 2, AU 2',
  steel: 'US 15, IT 11, KH 8, BE 6, ES 5, ID 5, MY 6, IN 4, TW 5, KR 4, TH 4, MX 3, TR 2',
  electronics: 'US 39, CN 17, HK 12, KR 7, JP 2, NL 5, TW 3, IN 2, DE 1, SG 1, MX 2, TH 1',
  phones: 'US 21, CN 27, KR 7, HK 4, AE 5, DE 3, GB 3, IT 3, FR 3, ES 3, JP 3, IN 2, MX 1, AT 3, RU 1',
  china: 'CN 57, KR 13, JP 7, TW 6, TH 4, US 3, MY 2, DE 2, ID 2, IN 1, SG 1',
  chips: 'CN 31, KR 30, TW 13, JP 6, US 4, MY 3, IE 4, SG 2, TH 1, PH 1, IL 1',
  importAsia: 'CN 24, KR 17, TH 10, MY 8, ID 8, JP 9, SG 9, TW 6, IN 4, US 2, AU 1',
  importWest: 'US 18, DE 9, FR 9, CN 14, NZ 5, AU 6, JP 6, IE 3, IT 4, GB 3, CH 3, NL 3, BE 3, KR 4, IN 3',
  grain: 'AR 30, BR 30, US 18, AU 7, UA 5, CA 2, IN 4',
  cashew: 'KH 38, CI 26, NG 9, GH 6, TZ 8, ID 2',
  coal: 'ID 36, AU 34, RU 12, ZA 5, CN 5, LA 3',
  oil: 'KW 64, US 10, NG 5, BN 4, AE 6, QA 4, SA 2',
  cotton: 'US 26, BR 38, AU 18, IN 5, CI 2',
  cars: 'CN 27, TH 27, ID 17, KR 10, JP 9, DE 4, US 2',
}
export const elsewhere = [
  'CL',
  'PE',
  'TR',
  'PL',
  'SE',
  'SA',
  'ZA',
  'EG',
  'PK',
  'LK',
  'NO',
  'PT',
  'BD',
  'MM',
  'LA',
  'NZ',
  'DK',
  'CZ',
  'IL',
  'RU',
]

/** A country whose share moves between the years: the United States rise in exports, China in imports. */
export const rising = {
  X: { country: 'US', factor: [0.985, 1.1] },
  N: { country: 'CN', factor: [0.97, 1.06] },
} as const
