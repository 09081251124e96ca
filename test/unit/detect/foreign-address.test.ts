import { describe, expect, it } from 'vitest';
import { maskAddress } from 'waybill-privacy';
import { cyrillicWords } from '../../../src/detect/address/foreign/cyrillicWords.ts';
import { findForeignParts } from '../../../src/detect/address/foreign/index.ts';
import { latinWords } from '../../../src/detect/address/foreign/latinWords.ts';
import { plain } from '../../../src/detect/address/foreign/lexicon.ts';

/** `role:text` of every part. */
const read = (address: string): string | undefined =>
  findForeignParts(address)
    ?.map(({ role, start, end }) => `${role}:${address.slice(start, end)}`)
    .join(' ');

const table = (title: string, rows: readonly (readonly [string, string])[]): void => {
  describe(title, () => {
    it.each(rows)('%s', (address, parts) => {
      expect(read(address)).toBe(parts);
    });
  });
};

table('United States and Canada', [
  ['123 Larkspur St Apt 4B, Elmwood, IL 62701', 'door:123 room:4B'],
  ['123 Larkspur St Apt No. 456 Elmwood CA 94789', 'door:123 room:456'],
  ['123 Larkspur St # 456 Elmwood CA 94789', 'door:123 room:456'],
  ['1 Larkspur Street, 3rd Floor, Suite 301, Elmwood, MA 02108', 'door:1 floor:3rd room:301'],
  ['30 W 26th St Sixth Floor', 'door:30 floor:Sixth'],
  ['30 W 26th St 6th Fl', 'door:30 floor:6th'],
  ['30 W 26th St Fl #7', 'door:30 floor:7'],
  ['88-15 Elm Ave, Apt 2F, Elmwood NY 11379', 'door:88-15 room:2F'],
  ['16 1/2 Larkspur Road, Elmwood', 'door:16 door:1/2'],
  ['25050 LARKSPUR BLVD, STE B, ELMWOOD, CA, 92553-4313', 'door:25050 room:B'],
  ['123 Larkspur Street, Suite One', 'door:123 room:One'],
  ['Suites 100 & 200, 14 Larkspur St', 'room:100 room:200 door:14'],
  ['14 Larkspur St Units A and B', 'door:14 room:A room:B'],
  ['14 Larkspur St Apt A/B', 'door:14 room:A/B'],
  ['123 Larkspur St B', 'door:123 room:B'],
  ['123 Larkspur St 456, Elmwood', 'door:123 room:456'],
  ['RR 2 Box 15, Elmwood', 'door:2 room:15'],
  ['PO Box 123, Elmwood', 'room:123'],
  ['Lot 14, Sunset Trailer Park, 400 County Road 12', 'room:14 door:400'],
  ['1203-456 Larkspur St, Elmwood BC V6C 1T2', 'room:1203 door:456'],
  ['c/o Jane Doe, 12 Larkspur St', 'name:Jane Doe door:12'],
  ['Jane Doe, +1 212 555 0123, 12 Larkspur St', 'name:Jane Doe phone:+1 212 555 0123 door:12'],
  ['12 Larkspur St (jane@example.com)', 'door:12 note:jane@example.com'],
]);

table('United Kingdom and Ireland', [
  ['Flat 3, 22B Larkspur Row, Elmwood BS1 2AB', 'room:3 door:22B'],
  ['Flat 2/1, 45 Larkspur Lane, Elmwood G12 8QQ', 'room:2/1 door:45'],
  ['Ground Floor Flat, 14 Larkspur Road, Elmwood SE15 3XY', 'floor:Ground door:14'],
  ['Basement Flat, 4 Mill Lane, Elmwood BN23 6QD', 'floor:Basement door:4'],
  ['5 Oak House, 12 Larkspur St, Elmwood LS1 4AB', 'room:5 door:12'],
  ['Sunset Court 5, 12 High Street', 'room:5 door:12'],
  ['The Old Mill, Flat C, 4 Mill Lane', 'room:C door:4'],
  ['A, 12 Larkspur Street', 'room:A door:12'],
  ['Mrs. A. N. Smith-Jones, 4 Mill Lane', 'name:Mrs. A. N. Smith-Jones door:4'],
  ['4 Mill Lane, tel. 020 7946 0000', 'door:4 phone:020 7946 0000'],
  ['Apartment 14, The Mill, Canal Street, Dublin 4', 'room:14'],
]);

table('Australia, New Zealand', [
  ['Unit 5/12 Larkspur St, Elmwood VIC 3121', 'room:5 door:12'],
  ['12/345 Larkspur St, Elmwood VIC 3121', 'room:12 door:345'],
  ['U 5/12 Larkspur St, Elmwood', 'room:5 door:12'],
  ['14-16 Larkspur Pde, Elmwood NSW 2034', 'door:14-16'],
  ['Level 3, 100 Larkspur Street, Elmwood', 'floor:3 door:100'],
  ['Shop G12, Westgate Mall, 7 Larkspur Drive, Elmwood 0614', 'room:G12 door:7'],
  ['Private Bag 92019, Elmwood 1142', 'room:92019 door:1142'],
]);

table('Germany, Austria, Switzerland', [
  ['Lindenweg 12a, Whg. 5, 10115 Berlin', 'door:12a room:5'],
  ['Lindenweg 7, 3. Stock links, 80331 München', 'door:7 floor:3 room:links'],
  ['Lindenweg 7, EG rechts, 80331 München', 'door:7 floor:EG room:rechts'],
  ['Lindenstraße 5 Hinterhaus 2. OG rechts', 'door:5 floor:Hinterhaus floor:2 room:rechts'],
  ['Lindenstr. 5/3/12, 1010 Wien', 'door:5 unit:3 room:12'],
  ['Lindenzeile 12, Stiege 2, Tür 5, 1040 Wien', 'door:12 unit:2 room:5'],
  ['Lindenstraße 45 Top 14, 1060 Wien', 'door:45 room:14'],
  ['bei Müller, Lindenweg 7, 80331 München', 'name:Müller door:7'],
  ['Lindenstr. 5, z. Hd. Frau Schmidt', 'door:5 name:Frau Schmidt'],
  ['Postfach 10 20 30, 50667 Köln', 'room:10 room:20 room:30'],
  ['Packstation 145, 10115 Berlin', 'room:145'],
  ['Dr.-Otto-Linden-Ring 1, 1010 Wien', 'door:1'],
  ['Seestrasse 45, 3. Etage, 8002 Zürich', 'door:45 floor:3'],
]);

table('Netherlands, Belgium, France', [
  ['Rosengracht 573-2, 1017 DR Amsterdam', 'door:573 room:2'],
  ['Rosengracht 263-III, 1016 GV Amsterdam', 'door:263 room:III'],
  ['Rosenstraat 12 II, 1016 NX Amsterdam', 'door:12 room:II'],
  ['Rosenweg 17-19, Rotterdam', 'door:17-19'],
  ['Rosenweg 5-12, Rotterdam', 'door:5 room:12'],
  ['Rosenstraat 12 bus 3, 2000 Antwerpen', 'door:12 room:3'],
  ['Rue Haute 12 boîte 4, 1000 Bruxelles', 'door:12 room:4'],
  ['Chez M. Dupont, 12 bis rue des Lilas, Bât. C, esc. 2', 'name:M. Dupont door:12 building:C unit:2'],
  ['12 rue des Lilas, 3e étage, Appt. 12, 75002 Paris', 'door:12 floor:3e room:12'],
  ['12, rue du 11 Novembre 1918, apt. 5, 69008 Lyon', 'door:12 room:5'],
  ['5 place des Lilas, RDC gauche, 67000 Strasbourg', 'door:5 floor:RDC room:gauche'],
  ['BP 123, 75008 Paris Cedex 08', 'room:123'],
]);

table('Spain, Portugal, Italy', [
  ['Calle Luna 5, 3º B, 28013 Madrid', 'door:5 floor:3º room:B'],
  ['Calle Luna, 12, 1ºB, 29001 Málaga', 'door:12 floor:1º room:B'],
  ['C/ Luna, 12, esc. A, 3º 2ª, 08001 Barcelona', 'door:12 unit:A floor:3º floor:2ª'],
  ['Carrer de Llum 401, 1r 2a, 08013 Barcelona', 'door:401 room:1r room:2a'],
  ['Calle Luna 45, 2º izq., 28014 Madrid', 'door:45 floor:2º room:izq'],
  ['Calle Luna 5, Bajo B, 41001 Sevilla', 'door:5 floor:Bajo room:B'],
  ['Rua da Lua 12, 3º Esq., 1100-060 Lisboa', 'door:12 floor:3º room:Esq'],
  ['Rua da Lua 12, R/C Dto, 1100-060 Lisboa', 'door:12 floor:R/C room:Dto'],
  ['Via Luna 12, scala B, piano 3, int. 5, 00184 Roma RM', 'door:12 unit:B floor:3 room:5'],
  ['Via Luna 15/A, piano terra, 20121 Milano MI', 'door:15/A floor:terra'],
  ['Via della Scala 12, int. 5, 50123 Firenze', 'door:12 room:5'],
  ['Rue de la Porte 5, 1000 Bruxelles', 'door:5'],
  ['presso Rossi, Via Luna 15, 20121 Milano', 'name:Rossi door:15'],
]);

table('Latin America', [
  ['Rua Azul, 123, Apto 45, Bloco B, São Paulo - SP, 01310-100', 'door:123 room:45 building:B'],
  ['Av. Azul 1000 - 12º andar - conj. 121, São Paulo', 'door:1000 floor:12º room:121'],
  ['Rua Azul, nº 45, casa 2, Recife - PE', 'door:45 room:2'],
  ['Calle 100 # 12-34 Apto 501, Bogotá', 'door:12-34 room:501'],
  ['Cra 18 #63-64 B Bogotá DC', 'door:63-64'],
  ['Calle Azul #45 int. 3, Centro, 44100 Guadalajara', 'door:45 room:3'],
  ['Av. Azul 1234 5° B, C1059 Buenos Aires', 'door:1234 floor:5° room:B'],
  ['Av. 9 de Julio 1234, Piso 5, Dpto. B', 'door:1234 floor:5 room:B'],
  ['Av. Azul 1234, depto 56, Santiago', 'door:1234 room:56'],
]);

table('Northern Europe and the Baltic', [
  ['Lindgade 12, 3. tv, 1165 København K', 'door:12 floor:3 room:tv'],
  ['Lindgade 4, st. tv., 8000 Aarhus', 'door:4 floor:st room:tv'],
  ['Lindgatan 12, lgh 1203, 111 23 Stockholm', 'door:12 room:1203'],
  ['Lindgatan 1, 1 trappa upp, 112 01 Stockholm', 'door:1 floor:1'],
  ['Lindgata 5 H0201, 0155 Oslo', 'door:5 room:H0201'],
  ['Lehmustie 5 A 12, 00100 Helsinki', 'door:5 unit:A room:12'],
  ['Lindvegur 22, 101 Reykjavík', 'door:22'],
  ['Liepu g. 12-34, 01103 Vilnius', 'door:12 room:34'],
  ['Liepu iela 12-34, Rīga, LV-1010', 'door:12 room:34'],
]);

table('Central and south-eastern Europe, Turkey', [
  ['ul. Lipowa 12/34, 00-238 Warszawa', 'door:12 room:34'],
  ['ul. Lipowa 12 m. 34, 00-238 Warszawa', 'door:12 room:34'],
  ['ul. Lipowa 12, II piętro, lok. 5', 'door:12 floor:II room:5'],
  ['Lipová 12, byt č. 5, 3. patro, 120 00 Praha 2', 'door:12 room:5 floor:3'],
  ['Hárs utca 11. II. em. 5. ajtó, 1016 Budapest', 'door:11 floor:II room:5'],
  ['Hárs u. 5. II/5, 1055 Budapest', 'door:5 room:II/5'],
  ['Str. Teiului nr. 5, bl. A3, sc. 2, et. 4, ap. 15', 'door:5 building:A3 unit:2 floor:4 room:15'],
  ['Ilica 12, 3. kat, stan 5, 10000 Zagreb', 'door:12 floor:3 room:5'],
  ['Lale Sok. Güneş Apt. No:12 D:5 Kat:3, Kadıköy', 'door:12 room:5 floor:3'],
]);

table('Asia, Africa in Latin letters', [
  ['Flat A, 12/F, Block 3, Harbour Green, 8 Larkspur Road', 'room:A floor:12 building:3 door:8'],
  ['Flat A, 15/F., Tower 3, Phase 1, Harbour Green', 'room:A floor:15 building:3'],
  ['Shop 3, UG/F, Harbour Plaza', 'room:3 floor:UG/F'],
  ['Blk 123 Larkspur Ave 3 #12-34 Singapore 560123', 'building:123 floor:12 room:34'],
  ['10 Larkspur Ave #12-34, Singapore 018956', 'door:10 floor:12 room:34'],
  ['No. 12-3, Jalan 3/4, Taman Melati, 53100 Kuala Lumpur', 'door:12 room:3'],
  ['B-5-12, Pangsapuri Melur, Jalan SS 15/4, 47500 Subang', 'room:B-5-12'],
  ['Jl. Melati Gang 3 No. 12, RT 05/RW 03, Kel. Kebon', 'door:12'],
  ['99/123 Moo 5, Soi Larkspur 101, Bangkok 10240', 'door:99/123'],
  ['Căn hộ 1205, Tầng 12, Tòa A, Phường 5, Quận 1', 'room:1205 floor:12 building:A'],
  ['Unit 1203, 12/F Orchid Tower, 45 Larkspur Avenue', 'room:1203 floor:12 door:45'],
  ['Flat No. 302, Sunrise Towers, Plot No 12, Sector 5', 'room:302 door:12'],
  ['H.No. 8-2-293/82/A, Road No. 12, Elm Hills 500034', 'door:8-2-293/82/A'],
  ['A-302, Sunrise Towers, Elm Road, Pune 411001', 'room:A-302'],
  ['S/o Ram Lal, House No 45, Gali No 5, New Delhi 110024', 'name:Ram Lal door:45'],
  ['House # 12, Street # 5, Block B, Phase 2, Lahore 54000', 'door:12 building:B'],
  ['Block 10, Street 1, Building 9, Floor 3, Flat 12', 'building:10 building:9 floor:3 room:12'],
  ['Room 1503, Building 3, No. 88 Larkspur Road, Hangzhou', 'room:1503 building:3 door:88'],
  ['Xingfu Garden 3-2-501, Hangzhou', 'door:3 unit:2 room:501'],
  ['5F-1, No. 12, Aly. 5, Ln. 34, Sec. 2, Elm Rd., Taipei City 104', 'floor:5 room:1 door:12'],
  ['101-dong 1502-ho, 123 Larkspur-ro, Gangnam-gu, Seoul 06164', 'building:101 room:1502 door:123'],
  ['1-2-3-401 Larkspur, Chiyoda-ku, Tokyo 100-0005', 'door:1 door:2 door:3 room:401'],
  ['Plot 45, Larkspur Road, Room 12, Kampala', 'door:45 room:12'],
  ['15 Larkspur Way, Flat 4, Lekki Phase 1, Lagos', 'door:15 room:4'],
]);

table('Cyrillic and Greek letters', [
  ['Москва, ул. Липовая, д. 10, корп. 2, кв. 40', 'door:10 building:2 room:40'],
  ['ул.Липовая д.10к2 кв.45', 'door:10к2 room:45'],
  ['Липовая 10-45, Казань', 'door:10 room:45'],
  ['101000, г. Москва, ул. Липовая, д. 12, подъезд 2, этаж 5', 'door:12 unit:2 floor:5'],
  ['Липовая ул., 12, стр. 2, офис 4Б, 3 этаж', 'door:12 building:2 room:4Б floor:3'],
  ['а/я 15, Москва, 101000', 'room:15'],
  ['5-я линия 12, кв. 4', 'door:12 room:4'],
  ["вул. Липова 12, під'їзд 3, поверх 5, кв. 67", 'door:12 unit:3 floor:5 room:67'],
  ['бул. Липов 12, вх. А, ет. 3, ап. 12, София', 'door:12 unit:А floor:3 room:12'],
  ['Алматы, мкр. Самал-2, дом 12, кв. 45', 'door:12 room:45'],
  ['Οδός Φλαμουριάς 12, 3ος όροφος, 105 63 Αθήνα', 'door:12 floor:3ος'],
]);

table('Japan', [
  ['〒150-0002 東京都若葉区渋谷2-21-1 ヒカリ荘 401号室', 'door:21 door:1 room:401'],
  ['東京都若葉区西新町1丁目2番3号 ハイツ若葉 201', 'door:2 door:3 room:201'],
  ['東京都若葉区青葉台1-2-3-401', 'door:2 door:3 room:401'],
  ['大阪府大阪市若葉区梅田三丁目1番3号 ノースタワー12階 B室', 'door:1 door:3 floor:12 room:B'],
  ['神奈川県横浜市若葉区本町1-2 コーポ桜A棟 101号 田中 太郎様', 'door:1 door:2 building:A room:101 name:田中 太郎'],
  ['大阪市若葉区若葉町1-2-3 パークタワー 1203 山田様方', 'door:2 door:3 room:1203 name:山田'],
  ['千葉県若葉市青葉町１－２－３－４０１', 'door:２ door:３ room:４０１'],
  ['東京都若葉区渋谷2-21-1若葉ビル7階701', 'door:21 door:1 floor:7 room:701'],
  ['東京都若葉区渋谷二丁目二十一番一号 若葉荘二〇一号室', 'door:二十一 door:一 room:二〇一'],
  ['東京都若葉区渋谷1234番地5', 'door:1234 door:5'],
  ['北海道札幌市若葉区北1条西2丁目3-4 メゾン北 502号', 'door:3 door:4 room:502'],
  ['神奈川県若葉市青葉1-2-3 若葉団地5-301', 'door:2 door:3 building:5 room:301'],
  ['東京都若葉区青葉1-2-3 メゾン・ド・若葉 3F-B', 'door:2 door:3 floor:3 room:B'],
  ['福岡県若葉市天神1-2-3 第2若葉ビル301', 'door:2 door:3 room:301'],
  ['東京都若葉区', ''],
]);

table('Korea', [
  ['서울특별시 새벽구 새벽로 123, 101동 1502호 (새벽동, 새벽아파트)', 'door:123 building:101 room:1502'],
  ['서울시 새벽구 새벽로12번길 34 3층', 'door:34 floor:3'],
  ['서울특별시 새벽구 새벽2동 123-45 가동 302호', 'door:123 door:45 building:가 room:302'],
  ['부산광역시 새벽구 우동 123-4 지하1층 B01호 홍길동 님', 'door:123 door:4 floor:지하1 room:B01 name:홍길동'],
  ['06164 서울 새벽구 새벽로87길 36 1005호 010-1234-5678', 'door:36 room:1005 phone:010-1234-5678'],
  ['경기도 새벽시 새벽동 새벽아파트 101-1502', 'building:101 room:1502'],
  ['서울 새벽구 새벽로 123 101-1502', 'door:123 building:101 room:1502'],
  ['서울 새벽구 새벽로 12, 옥탑방', 'door:12 floor:옥탑방'],
  ['서울 새벽구 새벽로 12 김철수 010-1234-5678', 'door:12 name:김철수 phone:010-1234-5678'],
  ['새벽우체국 사서함 12호', 'room:12'],
  ['서울특별시 새벽구 새벽로 146 새벽커피', 'door:146'],
  ['대한민국 서울특별시 새벽구', ''],
]);

table('what is left alone', [
  ['5th Ave, Elmwood', ''],
  ['Highway 7, Mile 12, Elmwood', ''],
  ['79 St\nElmwood', ''],
  ['Street 3305, Elmwood', ''],
  ['Elmwood VIC\nNew Zealand', ''],
  ['Larkspur Street', ''],
  ['Jane Doe', ''],
  ['10115 Berlin\nGermany', ''],
  ['Elmwood\n1017 CD Amsterdam', ''],
  ['Rue du 8 Mai 1945, Lyon', ''],
  ['9e arrondissement Paris, France', ''],
  ['', ''],
]);

describe('what is not understood', () => {
  it.each(['Zhang Wei 12345', 'order 48213', '501', '3-2-501', 'شارع الحربي 12', 'ถนนสุขุมวิท 12', '१२ गली', 'א'])(
    '%s',
    (text) => {
      expect(read(text)).toBeUndefined();
      expect(maskAddress(text)).toBe('**');
    },
  );

  it('is hidden where the rest can be read', () => {
    expect(maskAddress('Flat 4, 12 Larkspur Street, شارع الحربي 12, Elmwood')).toBe(
      'Flat **, 12 Larkspur Street, **, Elmwood',
    );
  });

  it('is longer than an address', () => {
    expect(read('12 Larkspur Street '.repeat(200))).toBeUndefined();
  });
});

describe('a number that could be a flat is hidden', () => {
  it.each([
    ['Larkspur Street 12 4B', 'Larkspur Street 12 **'],
    ['Larkspur Street 12 1503', 'Larkspur Street 12 **'],
    ['12 Larkspur Street, 1503, Elmwood 400001', '12 Larkspur Street, **, Elmwood 400001'],
    ['12 Larkspur Street, 304 Palm Grove, Elmwood 400001', '12 Larkspur Street, ** Palm Grove, Elmwood 400001'],
    ['12 Larkspur Street, Palm Grove 1204, Elmwood 400001', '12 Larkspur Street, Palm Grove **, Elmwood 400001'],
    ['Golden Tower 1503, 12 Larkspur Street', 'Golden Tower **, 12 Larkspur Street'],
    ['Elmwood Marina, Sunrise Tower, 1503', 'Elmwood Marina, Sunrise Tower, **'],
    ['1503, Sunrise Towers, 12 Larkspur Street', '**, Sunrise Towers, 12 Larkspur Street'],
    ['Garden City 304, 12 Larkspur Street, Elmwood 400001', 'Garden City **, 12 Larkspur Street, Elmwood 400001'],
  ])('%s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});

describe('the words', () => {
  it('have one class each', () => {
    const classOf = new Map<string, string>();
    for (const table of [latinWords, cyrillicWords]) {
      for (const [cls, list] of Object.entries(table)) {
        for (const word of list.split(' ')) {
          expect([word, classOf.get(word)]).toEqual([word, undefined]);
          expect(plain(word)).toBe(word);
          classOf.set(word, cls);
        }
      }
    }
    expect(classOf.size).toBeGreaterThan(500);
  });
});

describe('masks', () => {
  it.each([
    'Apt **',
    '12 Larkspur St Apt **, Elmwood',
    'c/o **, 12 Larkspur St',
    'Flat **, **/F',
    '東京都若葉区1-2-3-**',
    '새벽로 12, 101동 **호',
  ])('of %s stay', (masked) => {
    expect(maskAddress(masked)).toBe(masked);
  });

  it('hide a name and what follows its cue only', () => {
    expect(maskAddress('Attn: Jane Doe, 12 Larkspur St')).toBe('Attn: **, 12 Larkspur St');
  });
});
