import type { Failure } from '../failure';

/** Words and codes that find fault with the key itself. */
const badKey =
	/invalid_?(api|access|auth)_?\w*key|(api|access|secret)_?key_?(invalid|expired|disabled|not_found)|token_(invalid|expired)|invalid_?token|(api|access|secret)[ _-]?key\b.{0,40}(invalid|not valid|incorrect|expired|wrong|disabled|revoked|deleted|not found|does not exist)|(invalid|incorrect|wrong|expired|disabled|revoked|unknown)\W{0,3}(the )?(\w+ )?((api|access|secret)[ _-]?)?(key|token)\b|(key|token) (is |has )?(been )?(invalid|expired|disabled|revoked|deleted)|无效的?(令牌|密钥|token|api ?key)|(令牌|密钥|token|api ?key).{0,6}(无效|过期|不存在|不正确|错误|已?禁用|不可用)/i;
/** Words and codes of a key that is good, but not for this model, from this address, or for this route. */
const notForThis =
	/model|模型|permission|access ?denied|not (allowed|authori[sz]ed|entitled|permitted) to|no access|无权|权限|region|country|territory|地区|\bIP\b|白名单|white ?list|allow ?list/i;

/** What a refusal is about that would meet other requests as well. */
export type RefusalTarget = 'key' | 'balance';

/**
 * What a gateway refuses, by its code and words and only then by its status: the key, its balance, or undefined where
 * it is this request alone. 403 without such words is about a model or an address (OpenAI, Anthropic
 * `permission_error`). An answer that had begun was not refused.
 */
export function refusalTarget(why: Failure): RefusalTarget | undefined {
	const { kind, status, code, type, message, text = '' } = why;
	if (text !== '') return undefined;
	if (kind === 'quota') return 'balance';
	if (kind !== 'auth') return undefined;
	const said = [code, type, message].filter((words) => words !== null).join(' ');
	const isOfKey = badKey.test(said) || (status !== 403 && !notForThis.test(said));
	return isOfKey ? 'key' : undefined;
}
