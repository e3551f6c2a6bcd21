"""A BERT model's folder read without torch, and written as a graph for ONNX Runtime."""
