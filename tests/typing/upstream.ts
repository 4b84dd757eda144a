export type Shape = Circle | Square;
export interface Circle { kind: 'circle'; radius: number }
export interface Square { kind: 'square'; side: number }
export interface Message { id: string; created_at: number; shape: Shape; label?: string | null; level: (string & {}) | 'low' }
export interface RunParams {
  assistant_id: string;
  instructions?: string | null;
  user?: string;
  shapes?: Array<Shape>;
  strategy?: RunParams.Strategy | null;
  metadata?: { [key: string]: string };
}
export namespace RunParams { export interface Strategy { type: 'auto' | 'last'; count?: number } }
export interface Labelled<T> extends Message { label: string; value: T; shape: Circle; level: 'low' }
export interface Box<T> { value: T; many: Array<T> }
