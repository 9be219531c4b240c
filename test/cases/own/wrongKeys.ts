import { told, type Row } from './build';

/** Keys that are refused, at whatever status. */
export const wrongKeys: readonly Row[] = told('auth', [
	[
		'Gemini: wrong key under 400, in a list',

		'API key not valid',
		400,
		[
			{
				error: {
					code: 400,
					message: 'API key not valid. Please pass a valid API key.',
					status: 'INVALID_ARGUMENT',
					details: [{ reason: 'API_KEY_INVALID', domain: 'googleapis.com' }],
				},
			},
		],
	],
	[
		'xAI: wrong key under 400',

		'Incorrect API key',
		400,
		{
			code: 'Client specified an invalid argument',
			error: 'Incorrect API key provided: no***ne. Take one from the console.',
		},
	],
	[
		'DashScope: invalid_api_key under 400',

		'Incorrect API key provided',
		400,
		{
			error: {
				message: 'Incorrect API key provided.',
				type: 'invalid_request_error',
				code: 'invalid_api_key',
			},
		},
	],
	[
		'Baidu: error_code 110 under 200',

		'Access token invalid',
		200,
		{ error_code: 110, error_msg: 'Access token invalid or no longer valid' },
	],
	[
		'a wrong token under 200, success false',

		'无效的令牌',
		200,
		{ success: false, message: '无效的令牌' },
	],
	[
		'Zhipu: expired token under 200',

		'令牌已过期',
		200,
		{ code: 401, msg: '令牌已过期或验证不正确', success: false },
	],
	[
		'a wrong key under 500',

		'invalid api key',
		500,
		{ error: { message: 'invalid api key', type: 'upstream_error', code: 'invalid_api_key' } },
	],
]);
