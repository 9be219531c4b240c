/** Members that hold the bytes of a file as text. */
export const bytesMembers = [
	'b64_json',
	'b64Json',
	'b64',
	'base64',
	'image_base64',
	'imageBase64',
	'image_b64',
	'base64_image',
	'base64Image',
	'bytesBase64Encoded',
	'binary_data_base64',
	'audio_base64',
	'audioBase64',
	'audioContent',
	'hex',
];

/** Members that hold the address of a file. */
export const addressMembers = [
	'url',
	'image_url',
	'imageUrl',
	'img_url',
	'audio_url',
	'audioUrl',
	'file_url',
	'fileUrl',
	'fileUri',
	'file_uri',
	'download_url',
	'downloadUrl',
	'signed_url',
	'uri',
	'href',
	'link',
	'src',
	'sample',
];

/**
 * Members that hold files, or what has them, in the order in which they are asked: OpenAI; SiliconFlow, fal,
 * AUTOMATIC1111; Stability; Replicate, DashScope; Cloudflare; Vertex; Gemini; chat answers; MiniMax.
 */
export const containerMembers = [
	'data',
	'images',
	'image',
	'artifacts',
	'output',
	'outputs',
	'output_images',
	'result',
	'results',
	'task_result',
	'response',
	'predictions',
	'generated_images',
	'generatedImages',
	'pictures',
	'image_urls',
	'imageUrls',
	'result_urls',
	'urls',
	'files',
	'file',
	'audio',
	'audios',
	'sound',
	'candidates',
	'choices',
	'message',
	'delta',
	'content',
	'parts',
	'text',
	'output_text',
	'inlineData',
	'inline_data',
];

/** Members that hold the type of a file. */
export const typeMembers = ['mime_type', 'mimeType', 'content_type', 'contentType', 'media_type'];

/** Of these, the ones that hold what a model says: its pictures stand in it as Markdown. */
export const wordMembers = ['message', 'delta', 'content', 'text', 'output_text'];
