import type { Failure } from '../failure';

/** Words and codes of a quota that all models share: that of an account, of a user, of the key. */
const ofAll =
	/insufficient_?user_?quota|token_?quota|(user|account|organi[sz]ation|team|wallet)('s)? (\w+ ){0,2}(quota|balance)|insufficient (balance|funds)|(用户|令牌|账户|账号|帐户).{0,8}(额度|余额|配额)|余额|欠费/i;
/** Words and codes of a quota that one model has, or the channel of a gateway that it is behind. */
const ofOne =
	/\b(quota|free[ _-]?tier|allowance)\b.{0,80}\bmodel\b|\bmodel\b.{0,60}\b(quota|free[ _-]?tier|allowance)\b|per[ _-]?model|FreeTierOnly|free allocated quota|\b(quota|credits?)\b.{0,60}\bchannel\b|\bchannel\b.{0,60}\b(quota|credits?)\b|(额度|配额).{0,20}(模型|渠道)|(模型|渠道).{0,20}(额度|配额)/i;

/**
 * Whether the words of a refused quota say that it is the one of the model, so that other models may have some left.
 * Words that do not tell are taken for those of the whole key: that is what most gateways mean.
 */
export function isQuotaOfModel({ code, type, message }: Pick<Failure, 'code' | 'type' | 'message'>): boolean {
	const said = [message, code, type].filter((words) => words !== null).join('. ');
	return !ofAll.test(said) && ofOne.test(said);
}
