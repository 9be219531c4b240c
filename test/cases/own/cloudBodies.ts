/* Bodies of failures, in the forms of clouds. */

export const tencent = (Code: string, Message: string): object => ({
	Response: { Error: { Code, Message }, RequestId: 'ten-1' },
});
export const volcengine = (Code: string, Message: string): object => ({
	ResponseMetadata: {
		RequestId: 'vol-1',
		Action: 'Chat',
		Version: '2024-01-01',
		Service: 'ml_maas',
		Region: 'cn-beijing',
		Error: { CodeN: 100_018, Code, Message },
	},
});
export const apigee = (faultstring: string, errorcode: string, reason?: string): object => ({
	fault: { faultstring, detail: { errorcode, ...(reason === undefined ? {} : { reason }) } },
});
