import { told, type Row } from './build';

/** Accounts without credit, at whatever status. */
export const emptyAccounts: readonly Row[] = told('quota', [
	[
		'Claude: no credit under 400',

		'credit balance is too low',
		400,
		{
			type: 'error',
			error: {
				type: 'invalid_request_error',
				message: 'Your credit balance is too low for this request. Please buy credits.',
			},
		},
	],
	[
		'one-api: insufficient_user_quota under 500',

		'reserve of this user',
		500,
		{
			error: {
				message: 'the reserve of this user does not suffice',
				type: 'new_api_error',
				code: 'insufficient_user_quota',
			},
		},
	],
	[
		'Moonshot: suspended account under 429',

		'suspended',
		429,
		{
			error: {
				message:
					'Your account org-1 is suspended due to insufficient balance, please recharge it or check your plan',
				type: 'exceeded_current_quota_error',
			},
		},
	],
	[
		'xAI: credits used up under 403',

		'spending limit',
		403,
		{
			code: 'The caller does not have permission',
			error:
				'Your team 1 has either used all available credits or reached its monthly spending limit.',
		},
	],
	[
		'xAI: credits used up under 429',

		'all available credits',
		429,
		{
			code: 'Some resource has been exhausted',
			error: 'Your team has used all available credits.',
		},
	],
	[
		'Ark: overdue account under 403',

		'overdue',
		403,
		{
			error: {
				code: 'AccountOverdueError',
				message: 'The request failed because your account is overdue.',
				param: '',
				type: 'Forbidden',
			},
		},
	],
	[
		'DashScope: Arrearage at the top of the body',

		'good standing',
		400,
		{ code: 'Arrearage', message: 'Your account is not in good standing.', request_id: 'r-1' },
	],
	[
		'SiliconFlow: balance under 403',

		'balance is insufficient',
		403,
		{ code: 30001, message: 'Sorry, your account balance is insufficient', data: null },
	],
	[
		'Zhipu: code 1113 under 429',

		'请充值',
		429,
		{ error: { code: '1113', message: '余额不足或无可用资源包，请充值。' } },
	],
	[
		'a flat failure with a reason in capitals, under 403',

		'not enough balance',
		403,
		{ reason: 'NOT_ENOUGH_BALANCE', message: 'not enough balance' },
	],
	[
		'Fireworks: spending limit under 412',

		'monthly spending limit',
		412,
		{ error: { message: 'Account x is suspended: the monthly spending limit is reached' } },
	],
]);
