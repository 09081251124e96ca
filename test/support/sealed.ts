/** Invented orders; the number makes each of them different. */
export const orderOf = (n: number) => ({
  id: `A${n}`,
  recipient: {
    name: '张小明',
    phone: `138123456${String(n % 100).padStart(2, '0')}`,
    address: `浙江省杭州市西湖区云锦路${n}号3幢2单元501室`,
  },
  sender: { phone: '02087654321' },
  remark: '放门口，王姐代收',
  items: [{ sku: 'S-1', count: n }],
});
