/** React Flow looks handles up by a CSS selector with the id between quotes: what would end the quotes is encoded. */
export const toFlowId = (id: string) => id.replace(/[%"\\\n\r\f]/g, encodeURIComponent);

export const fromFlowId = (id: string) => decodeURIComponent(id);
