import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { sign } from '../nodes/host/signing';
import { testRules } from './testRules';

/** Key and address of an AIGC2D account, or of any OpenAI-compatible gateway. */
export class Aigc2dApi implements ICredentialType {
	name = 'aigc2dApi';

	displayName = 'AIGC2D API';

	icon: Icon = {
		light: 'file:../nodes/Aigc2d/aigc2d.svg',
		dark: 'file:../nodes/Aigc2d/aigc2d.dark.svg',
	};

	/** The README of the package. n8n leads there by itself from a node of a package that names no other page. */
	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-aigc2d';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The key from the API key page of the AIGC2D console, or from the gateway that you use',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.aigc2d.com',
			required: true,
			placeholder: 'e.g. https://api.aigc2d.com',
			hint: 'Any OpenAI-compatible gateway works',
			description:
				'Address of the gateway. AIGC2D documents https://api.aigc2d.com; in use today is also https://new.aigc2d.com. With or without /v1 at its end; the address of one of its routes works as well. A query, such as ?api-version=… of Azure, goes with every request.',
		},
		{
			displayName: 'Backup URL',
			name: 'backupUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://apigw.aigc2d.com',
			description:
				'Second address of the same gateway, used for a while when the first cannot be reached. For AIGC2D, https://apigw.aigc2d.com is documented.',
		},
		{
			displayName: 'Additional Headers',
			name: 'headers',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			placeholder: 'Add Header',
			description: 'Sent with every request to the gateway, for example for a proxy in front of it',
			options: [
				{
					displayName: 'Header',
					name: 'values',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. x-team',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							typeOptions: { password: true },
							default: '',
						},
					],
				},
			],
		},
		{
			displayName: 'Prices',
			name: 'prices',
			type: 'options',
			default: 'none',
			description: 'Where the prices come from by which every output item tells what it cost',
			options: [
				{
					name: 'None',
					value: 'none',
					description: 'Output items have no cost',
				},
				{
					name: 'Price List of the Gateway (USD)',
					value: 'gateway',
					description:
						'Read from /api/pricing once an hour; gateways of the New API kind, such as https://new.aigc2d.com, have it',
				},
				{
					name: 'AIGC2D, 2023 (Points)',
					value: 'aigc2d2023',
					description: 'The list that AIGC2D published in 2023, for https://api.aigc2d.com',
				},
				{
					name: 'Table',
					value: 'table',
					description: 'Prices that you write down here',
				},
			],
		},
		{
			displayName: 'Price Table',
			name: 'priceTable',
			type: 'json',
			default: '{\n  "gpt-4o-mini": { "in": 0.15, "out": 0.6, "cached": 0.075 }\n}',
			displayOptions: { show: { prices: ['table'] } },
			description:
				'For each model, or for all that begin with a text before *: the price of a million tokens sent (in), answered (out) and read from a cache (cached), of a request (call) and of an image (picture)',
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: 'USD',
			placeholder: 'e.g. CNY',
			displayOptions: { show: { prices: ['table'] } },
			description: 'What the prices in the table are in',
		},
	];

	authenticate: IAuthenticate = sign;

	/** Costs no points: the documented balance route at AIGC2D, the list of models elsewhere. */
	test: ICredentialTestRequest = {
		request: {
			url: '={{ /^\\s*https?:\\/\\/(api|apigw)\\.aigc2d\\.com(:|\\/|\\?|\\s*$)/i.test($credentials.baseUrl) ? "/dashboard/billing/credit_grants" : "/v1/models" }}',
			// A redirect would take the additional headers to wherever it points.
			disableFollowRedirect: true,
		},
		rules: testRules,
	};
}
