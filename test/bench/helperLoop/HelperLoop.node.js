/*
 * The limit of what a node in n8n may use: a node with the parameters of ours that reads the same
 * ones for every item and then does nothing but call n8n's own helper, from as many workers as it
 * may. No retries, limits, clocks or checks. n8n's loader takes CommonJS only.
 */
const { Aigc2d } = require(process.env.BENCH_NODE);

const perItem = [
	'throughput',
	'options',
	'simplify',
	'maxTokens',
	'model',
	'messageSource',
	'messages',
];

exports.HelperLoop = class extends Aigc2d {
	constructor() {
		super();
		const { usableAsTool, icon, ...description } = this.description;
		this.description = { ...description, name: 'helperLoop', displayName: 'Helper Loop' };
	}

	async execute() {
		const { baseUrl, apiKey } = await this.getCredentials('aigc2dApi');
		const { maxConcurrency } = this.getNodeParameter('throughput', 0);
		const count = this.getInputData().length;
		const output = [];
		let next = 0;
		const worker = async () => {
			while (next < count) {
				const item = next++;
				const read = (name) => this.getNodeParameter(name, item, undefined, { extractValue: true });
				const values = Object.fromEntries(perItem.map((name) => [name, read(name)]));
				const stream = values.options.stream !== false;
				const answer = await this.helpers.httpRequest({
					method: 'POST',
					url: `${baseUrl}/v1/chat/completions`,
					headers: { authorization: `Bearer ${apiKey}` },
					body: { model: values.model, messages: values.messages.values, stream },
					json: true,
				});
				const json = stream ? { text: answer } : answer;
				output[item] = { json, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: Math.min(maxConcurrency, count) }, worker));
		return [output];
	}
};
