package cn.tongban.hub.flow;

import cn.tongban.hub.blob.BlobId;
import cn.tongban.hub.blob.Content;
import cn.tongban.hub.connector.MaterialType;

/** The bytes of a material that are in the store and not recorded yet. */
record StoredUpload(BlobId blob, Content content, MaterialType type) {}
