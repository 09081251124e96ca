import { describe, expect, it } from 'vitest';
import { findAddressParts } from 'waybill-privacy';

/** `role:text` of every part. */
const read = (address: string): string =>
  findAddressParts(address)
    .map(({ role, start, end }) => `${role}:${address.slice(start, end)}`)
    .join(' ');

describe('findAddressParts', () => {
  it.each<[string, string]>([
    ['海德三道199号天利名城3-2-501', 'door:199 building:3 unit:2 room:501'],
    ['海德三道199号天利名城3栋2单元501室', 'door:199 building:3 unit:2 room:501'],
    ['栖柏大厦A座12F', 'building:A floor:12'],
    ['栖柏花园八号楼二单元三零一室', 'building:八 unit:二 room:三零一'],
    ['栖柏花园３栋２单元５０１室', 'building:３ unit:２ room:５０１'],
    ['栖柏花园3棟2單元501室', 'building:3 unit:2 room:501'],
    // The lane has the number of the road's door.
    ['岚屿路123弄45号67室', 'door:123 building:45 room:67'],
    // Test vectors of GB/T 35639-2017.
    ['3号楼1单元6层2号', 'building:3 unit:1 floor:6 room:2'],
    ['8号楼5门201室', 'building:8 unit:5 room:201'],
    ['住宅楼1幢14层02室', 'building:1 floor:14 room:02'],
    ['40号楼1单元202号', 'building:40 unit:1 room:202'],
    ['2栋1单元6号', 'building:2 unit:1 room:6'],
    ['丽景大厦5幢B单元11层2号', 'building:5 unit:B floor:11 room:2'],
    ['平安小区一单元4层1号', 'unit:一 floor:4 room:1'],
    ['交通南路一巷10号101室', 'door:10 room:101'],
    ['硝水村3组10号', 'village-door:10'],
    ['上沟屯30号', 'village-door:30'],
    ['南站西街北一道3排1号', 'building:3 room:1'],
    ['文一西路969号', 'door:969'],
    ['栖柏路298-300号', 'door:298 door:300'],
    ['65团3连12号', 'village-door:12'],
    ['中山五路33号', 'door:33'],
    ['栖柏花园二期3栋501', 'building:3 room:501'],
    ['阳光100小区3栋501', 'building:3 room:501'],
    ['栖柏市场3楼12街45号', 'floor:3 unit:12 room:45'],
    ['栖柏商贸城2楼A2088档', 'floor:2 room:A2088'],
    ['栖柏花园3栋501室（放门口）', 'building:3 room:501 note:放门口'],
    ['栖柏花园3栋501室13812345678', 'building:3 room:501 phone:13812345678'],
    ['栖柏花园3栋501室 0571-88886666转8012', 'building:3 room:501 phone:0571-88886666转8012'],
    ['浙江省杭州市西湖区', ''],
    ['没有数字的地址', ''],
    ['', ''],
  ])('%s', (address, parts) => {
    expect(read(address)).toBe(parts);
  });

  it('counts offsets in UTF-16 units', () => {
    expect(findAddressParts('𠮷祥花园🏠3栋501室')).toEqual([
      { role: 'building', start: 7, end: 8 },
      { role: 'room', start: 9, end: 12 },
    ]);
  });

  it.each(['栖柏花园（3栋2单元501）', '栖柏花园【3-2-501】', '栖柏花园(3号楼501室'])(
    'reads on in brackets: %s',
    (address) => {
      expect(read(address)).toMatch(/^building:3 .*room:501$/u);
    },
  );
});
