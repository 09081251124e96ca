// For `node --import`: no optional package is installed.
import { register } from 'node:module';

const hooks = `export async function resolve(specifier, context, next) {
  if (!/^(?:@panva\\/hpke-noble|bwip-js|hucre|piscina)(?:\\/|$)/u.test(specifier)) return next(specifier, context);
  throw Object.assign(new Error('not installed'), { code: 'ERR_MODULE_NOT_FOUND' });
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
