export interface Thing {
  id: string;
  status: 'new' | 'done';
  output: Array<string>;
  title: string;
  part: Thing.Part;
  content: TextBlock | ImageBlock | AudioBlock;
  n_epochs: number | null;
  /** @deprecated Use labels. */
  tags?: Array<string>;
}
export namespace Thing {
  export interface Part { name: string }
}
export interface TextBlock { type: 'text'; text: string }
export interface ImageBlock { type: 'image'; url: string }
export interface AudioBlock { type: 'audio'; data: string }
export type Model = 'small' | 'large';
export interface CodeTool { type: 'code'; memory: string }
export interface WebTool { type: 'web'; site: string }
export interface ThingParams {
  name: string;
  kind: string;
  model: Model;
  limit?: string;
  meta?: { color: number };
  tool?: CodeTool | WebTool;
  /** @deprecated Use account. */
  user?: string;
}
export interface ThingListParams { after?: string }
export interface Relocated { value: string; owner: string; place: string; since: number }
