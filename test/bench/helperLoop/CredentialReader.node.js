/*
 * What n8n asks for a credential: a node with that of ours which reads it for every item, and does nothing
 * else. n8n's loader takes CommonJS only.
 */
const { Aigc2d } = require(process.env.BENCH_NODE);

exports.CredentialReader = class extends Aigc2d {
	constructor() {
		super();
		const { usableAsTool, icon, ...description } = this.description;
		this.description = {
			...description,
			name: 'credentialReader',
			displayName: 'Credential Reader',
		};
	}

	async execute() {
		const items = this.getInputData();
		for (const item of items.keys()) await this.getCredentials('aigc2dApi', item);
		return [items];
	}
};
