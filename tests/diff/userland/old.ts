export interface Thing {
  id: string;
  size: number;
  status: 'new' | 'gone' | 'done';
  output: string;
  label: string;
  part: Thing.Part;
  content: TextBlock | ImageBlock;
  n_epochs: number;
  tags?: Array<string>;
}
export namespace Thing {
  export interface Part { name: string; width: number }
}
export interface TextBlock { type: 'text'; text: string }
export interface ImageBlock { type: 'image'; url: string }
export type Model = 'small' | 'large' | 'audio';
export interface RetrievalTool { type: 'retrieval'; top: number }
export interface CodeTool { type: 'code'; memory: number }
export interface WebTool { type: 'web'; site: string }
export interface ThingParams {
  name: string;
  model: Model;
  limit?: number;
  meta?: { color: string };
  tool?: RetrievalTool | CodeTool | WebTool;
  user?: string;
}
export interface ThingListParams { after?: string }
export interface Moved { value: string; owner: string; place: string; since: number }
export interface Removed { value: string }
