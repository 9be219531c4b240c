import { failure } from '../../../../nodes/api/failure';
import { isQuotaOfModel } from '../../../../nodes/api/refusal/quotaOfModel';

const isOfModel = (message: string, code: string | null = null) =>
	isQuotaOfModel(failure('quota', { message, code }));

test.each([
	'Quota exceeded for model gpt-4o',
	'You exceeded your current quota for the model gpt-4o, please check your plan and billing details.',
	'Quota exceeded for metric: generate_content_free_tier_requests, limit: 0, model: gemini-2.5-pro',
	'The free tier of the model has been exhausted.',
	'Model qwen-max: free allocated quota exceeded.',
	'The model has used up its quota',
	'The channel has no quota left',
	'模型 gpt-4o 的额度已用完',
	'该渠道额度已用尽',
])('"%s" is about one model', (message) => {
	expect(isOfModel(message)).toBe(true);
});

test('the code of Alibaba is about one model', () => {
	expect(isOfModel('Exhausted', 'AllocationQuota.FreeTierOnly')).toBe(true);
});

test.each([
	'You exceeded your current quota, please check your plan and billing details.',
	'Insufficient Balance',
	'Insufficient balance to use model gpt-4o: its quota is not free',
	'Your account has insufficient quota for model gpt-4o',
	'用户额度不足, 剩余额度: 0.1',
	'用户额度不足以调用模型 gpt-4o',
	'该令牌额度已用尽',
	'The balance of the key is used up',
	'This request requires more credits',
])('"%s" is about all models of the key', (message) => {
	expect(isOfModel(message)).toBe(false);
});

test('the code of a user who has nothing left counts, whatever the words', () => {
	expect(isOfModel('The quota of the model is used up', 'insufficient_user_quota')).toBe(false);
});
