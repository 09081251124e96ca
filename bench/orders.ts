/** An invented person; sizes in UTF-8: name 9, phone 11, address 82. */
export const recipient = {
  name: '张小明',
  phone: '13800138000',
  address: '浙江省杭州市西湖区文三路测试大厦旁幸福小区12幢3单元1502室',
};
