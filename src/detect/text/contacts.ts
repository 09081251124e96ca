import { isAsciiLetter, isDigit } from '../span.ts';
import { type IdentityFinding, identityFinding } from './finding.ts';
import { matchesOf } from './matches.ts';

// RFC 5321, 4.5.3.1: 64 octets before the at sign, 255 after it.
const maxLocalChars = 64;
const maxDomainChars = 255;
const localPart = /[\w.!#$%&'*+/=?^`{|}~-]/u;
const topLevel = /^[a-z0-9](?:[a-z0-9.-]{0,253})\.[a-z]{2,24}/iu;

/** E-mails, from each at sign outwards. */
export function findEmails(folded: string): IdentityFinding[] {
  const found: IdentityFinding[] = [];
  for (let at = folded.indexOf('@'); at >= 0; at = folded.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < maxLocalChars && localPart.test(folded[start - 1] as string)) start--;
    // A sign before an address does not belong to it.
    while (start < at && !isAsciiLetter(folded[start]) && !isDigit(folded[start])) start++;
    const domain = topLevel.exec(folded.slice(at + 1, at + 1 + maxDomainChars));
    if (start < at && domain !== null)
      found.push(identityFinding('email', start, at + 1 + domain[0].length, 0.97, 'email'));
  }
  return found;
}

// What a person calls the account is the cue.
const accountCue =
  /微信|薇信|威信|徽信|wechat|weixin|vx|wx|加v信?|v信|qq|扣扣|企鹅|旺旺|抖音|快手|小红书|钉钉|陌陌|支付宝|telegram|whatsapp|line ?id/giu;
const accountLink = /^(?:同?号|账号|帐号|id)?(?:是|为|叫|改成|换成|加)?[ :=(]{0,3}/iu;
// WeChat: 6 to 20 characters, a letter first. QQ: 5 to 11 digits.
const accountId = /^(?:[a-z][\w-]{5,19}|[1-9]\d{4,11})(?![\w@.+/=-])/iu;
const windowChars = 32;
const codeCharacter = /[\w+/=-]/u;
const openId = /wxid_[a-z0-9]{6,20}/giu;
const brand = /^(?:iphone|ipad|huawei|xiaomi|redmi|oppo|vivo|honor|android|windows|http|www|alipay)(?![a-z])/iu;
const measure = /^ ?[元块个件位人次万天年月包]/u;

/** WeChat, QQ and other accounts behind their cue. */
export function findAccounts(folded: string): IdentityFinding[] {
  const found: IdentityFinding[] = [];
  for (const { 0: id, index } of matchesOf(openId, folded))
    found.push(identityFinding('account', index, index + id.length, 0.95, 'account-wxid'));
  for (const { 0: cue, index } of matchesOf(accountCue, folded)) {
    const linkStart = index + cue.length;
    const window = folded.slice(linkStart, linkStart + windowChars);
    const link = (accountLink.exec(window) as RegExpExecArray)[0];
    const id = accountId.exec(window.slice(link.length))?.[0];
    if (id === undefined || brand.test(id)) continue;
    const start = linkStart + link.length;
    const end = start + id.length;
    // wx in the middle of a code, or wxwork: a word that begins like a cue.
    const isPartOfWord =
      isAsciiLetter(cue[0]) && (codeCharacter.test(folded[index - 1] ?? '') || (link === '' && !/\d/u.test(id)));
    if (isPartOfWord || measure.test(folded.slice(end, end + 2))) continue;
    found.push(identityFinding('account', start, end, 0.85, 'account-cue'));
  }
  return found;
}

// GA 36-2018: province, letter, five characters, or six for new-energy vehicles; I and O are not used.
const plate =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][\u00b7\u2022 -]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领](?![A-Za-z0-9])/giu;
const minPlateDigits = 3;

/** Number plates. */
export function findPlates(folded: string): IdentityFinding[] {
  const found: IdentityFinding[] = [];
  for (const { 0: text, index } of matchesOf(plate, folded)) {
    const digits = text.replaceAll(/\D/gu, '').length;
    if (digits >= minPlateDigits) found.push(identityFinding('plate', index, index + text.length, 0.85, 'plate'));
  }
  return found;
}
