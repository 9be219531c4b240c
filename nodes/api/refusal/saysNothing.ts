import { isObject } from '../json';

/** Words that tell of no failure. */
const nothingSaid =
	/^(|ok|success(ful)?|succeed(ed)?|none|null|no error|normal|0|200|true|false|成功|请求成功)$/i;

/** Entries of a list or an object that are looked at: a failure has a few. */
const most = 100;

/** Whether a member `error` and the like only says that nothing has failed: empty in every shape. */
export function saysNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.slice(0, most).every(saysNothing);
	if (isObject(value)) return Object.values(value).slice(0, most).every(saysNothing);
	if (typeof value === 'string') return nothingSaid.test(value.trim());
	return value === undefined || value === null || value === false || value === 0 || value === 200;
}
