import { told, type Row, type Told } from './build';

/** Content that is refused, at whatever status. */
export const blockedContent: readonly Row[] = told('contentFilter', [
	...[400, 403, 451, 200].map(
		(status): Told => [
			`AIGC2D: content_blocked under ${status}`,
			'blocked by the rules',
			status,
			{
				error: {
					message: '[CONTENT ERROR] blocked by the rules of the provider',
					type: 'content_blocked',
					code: 'CONTENT_BLOCKED',
				},
			},
		],
	),
	[
		'OpenRouter: flagged input under 403',

		'input was flagged',
		403,
		{
			error: {
				code: 403,
				message: 'Your input was flagged',
				metadata: { reasons: ['violence'], flagged_input: 'a…z', provider_name: 'X' },
			},
		},
	],
	[
		'Ark: sensitive input',

		'input text may',
		400,
		{
			error: {
				code: 'InputTextSensitiveContentDetected',
				message: 'The request failed because the input text may be unsuitable.',
				type: 'BadRequest',
			},
		},
	],
	[
		'Ark: sensitive output',

		'output text may',
		400,
		{
			error: {
				code: 'OutputTextSensitiveContentDetected',
				message: 'The request failed because the output text may be unsuitable.',
				type: 'BadRequest',
			},
		},
	],
	[
		'DashScope: DataInspectionFailed',

		'inappropriate',
		400,
		{ code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.' },
	],
	[
		'Moonshot: content_filter as type',

		'high risk',
		400,
		{ error: { type: 'content_filter', message: 'The request was considered high risk' } },
	],
	[
		'MiniMax: code 1026 under 200',

		'new_sensitive',
		200,
		{ base_resp: { status_code: 1026, status_msg: 'input new_sensitive' } },
	],
	[
		'Zhipu: code 1301',

		'不安全',
		400,
		{ error: { code: '1301', message: '系统检测到输入可能包含不安全或敏感内容' } },
	],
]);
